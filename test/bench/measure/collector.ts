import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Collector {
  readonly endpoint: string;
  /** How many spans have come. */
  spans(): number;
  stop(): Promise<void>;
}

const SPAN = '"spanId":';

/** Takes traces as a collector does, OTLP over HTTP in JSON, and only counts them. */
export async function startCollector(): Promise<Collector> {
  let spans = 0;
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part as Buffer);
    const sent = Buffer.concat(parts);
    for (let at = sent.indexOf(SPAN); at >= 0; at = sent.indexOf(SPAN, at + SPAN.length)) spans++;
    res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    spans: () => spans,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
