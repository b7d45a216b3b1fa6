import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type Page = string | Uint8Array | ((req: IncomingMessage, res: ServerResponse) => void);

export interface Site {
  readonly origin: string;
  readonly port: number;
  /** Method and path of each request that came, in order. */
  readonly asked: string[];
  readonly headers: IncomingMessage['headers'][];
  /** Connections open at the same time, at most. */
  readonly mostConnections: () => number;
  readonly pages: Record<string, Page>;
  close(): Promise<void>;
}

/** A web site on this machine, of these pages; text is HTML. It has no /robots.txt unless one is given. */
export async function site(pages: Record<string, Page> = {}, host = '127.0.0.1'): Promise<Site> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const sockets = new Set<Socket>();
  let most = 0;
  const server = createServer((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    headers.push(req.headers);
    const page = pages[req.url ?? ''];
    if (typeof page === 'function') return page(req, res);
    if (page === undefined) return void res.writeHead(404).end();
    const isText = req.url?.endsWith('.txt');
    res.writeHead(200, { 'content-type': `text/${isText ? 'plain' : 'html'}; charset=utf-8` }).end(page);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    port,
    asked,
    headers,
    mostConnections: () => most,
    pages,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export const redirect =
  (to: string, status = 302): Page =>
  (_, res) =>
    void res.writeHead(status, { location: to }).end();

export const answer =
  (status: number, headers: Record<string, string> = {}, body: string | Uint8Array = ''): Page =>
  (_, res) =>
    void res.writeHead(status, headers).end(body);
