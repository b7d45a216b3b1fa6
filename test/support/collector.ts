import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly (Omit<CollectedSpan, 'attributes' | 'isError'> & {
        readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
        readonly status?: { readonly code?: number };
      })[];
    }[];
  }[];
}

/** Takes traces as a collector does: OTLP over HTTP, in JSON. `answers: false` takes them and never says so. */
export async function startCollector({ answers = true } = {}) {
  const spans: CollectedSpan[] = [];
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    if (!answers) return;
    const sent = JSON.parse(Buffer.concat(parts).toString()) as Sent;
    for (const { scopeSpans } of sent.resourceSpans)
      for (const scope of scopeSpans)
        for (const { attributes, status, ...span } of scope.spans) {
          const values = attributes.map(({ key, value }) => [key, Object.values(value)[0]] as const);
          spans.push({ ...span, attributes: Object.fromEntries(values), isError: status?.code === 2 });
        }
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
