import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MetricsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Who knows what is counted. */
export interface Told {
  readonly contentType: string;
  metrics(): Promise<string>;
}

/** Answers Prometheus at an address of its own, which the public is not to reach. Scrapes that come at once share an answer. */
export async function serveMetrics(
  told: Told,
  address: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  let underWay: Promise<string> | null = null;
  const collect = () => {
    underWay ??= told.metrics().finally(() => {
      underWay = null;
    });
    return underWay;
  };
  const answer = async (res: ServerResponse) => {
    try {
      const text = await collect();
      res.writeHead(200, { 'content-type': told.contentType, 'cache-control': 'no-store' }).end(text);
    } catch {
      res.writeHead(500).end();
    }
  };
  const server = createServer({ requestTimeout: 10_000 }, (req, res) => {
    if (req.method === 'GET' && req.url?.split('?', 1)[0] === '/metrics') void answer(res);
    else res.writeHead(404).end();
  });
  server.maxConnections = 50;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}/metrics`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
