export interface StreamEvent {
  /** Empty where only the id came. */
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

/** A stream that said nothing for too long. */
export class SilentError extends Error {}

/** The blocks of an event stream: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation */
export async function* eventsIn(
  body: ReadableStream<Uint8Array>,
  silentMs: number,
): AsyncGenerator<StreamEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silentMs);
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      rest = blocks.pop() as string;
      yield* blocks.map(eventOf);
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function eventOf(block: string): StreamEvent {
  const lines = block.split(/\r?\n/).map((line) => /^([^:]*):? ?(.*)$/s.exec(line) as RegExpExecArray);
  const valuesOf = (wanted: string) =>
    lines.filter(([, name]) => name === wanted).map(([, , value]) => value);
  return {
    event: valuesOf('event').at(-1) ?? '',
    id: valuesOf('id').at(-1) ?? null,
    data: valuesOf('data').join('\n'),
  };
}

async function within<T>(answer: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SilentError(`Nothing came for ${ms} ms.`)), ms);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
