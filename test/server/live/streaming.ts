/** Reads an event stream as a client does that keeps to the standard. */
export interface Streamed {
  readonly response: Response;
  /** Those that came so far. */
  readonly events: StreamedEvent[];
  /** What stood in an `id` last. */
  lastId(): string | null;
  /** Comments and bare ids. */
  beats(): number;
  /** Resolves when the stream is over, however it ends. */
  readonly over: Promise<void>;
  leave(): void;
}

export interface StreamedEvent {
  readonly event: string;
  readonly id: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: as loose as JSON
  readonly data: any;
}

export async function stream(
  url: string,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<Streamed> {
  const away = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    body: JSON.stringify({ query, variables }),
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    signal: away.signal,
  });
  const events: StreamedEvent[] = [];
  let lastId: string | null = null;
  let beats = 0;
  const takeBlock = (block: string) => {
    const fields = block.split('\n').map((line) => /^(\w*):\s?(.*)$/s.exec(line) ?? []);
    const field = (wanted: string) => fields.find(([, name]) => name === wanted)?.[2] ?? null;
    lastId = field('id') ?? lastId;
    const [event, data] = [field('event'), field('data')];
    if (event === null) beats++;
    else events.push({ event, id: field('id'), data: data ? JSON.parse(data) : null });
  };
  const read = async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() as string;
      blocks.forEach(takeBlock);
    }
  };
  return {
    response,
    events,
    lastId: () => lastId,
    beats: () => beats,
    over: read().catch(() => {}),
    leave: () => away.abort(),
  };
}
