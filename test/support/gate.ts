import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import type { Connection } from '../../db/client.ts';

export interface Gate {
  /** The same database by way of the gate. */
  readonly connection: Connection;
  /** For who comes from now on. */
  open(): Promise<void>;
  /**
   * Nothing comes through any more, and nobody is told; connections are taken all the same. Those are never heard of again,
   * also when it is open, as of a router that forgot them.
   */
  swallow(): void;
  /** Connections are refused, and who is in is thrown out. */
  shut(): Promise<void>;
  /** Leads elsewhere from now on; who is in is thrown out. */
  leadTo(connection: Connection): void;
  close(): Promise<void>;
}

/** A way to a Postgres over TCP that can fail as networks do. */
export async function throughGate(first: Connection): Promise<Gate> {
  let target = first;
  let swallows = false;
  const sockets = new Set<Socket>();
  let passing = new Set<Socket>();
  const server = createServer((near) => {
    const far = socketTo(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (!swallows) passing.add(from);
      from.on('error', () => {});
      from.on('data', (chunk) => passing.has(from) && to.write(chunk));
      from.once('close', () => {
        sockets.delete(from);
        if (passing.delete(from)) to.destroy();
      });
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const throwOut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const shut = async () => {
    const refuses = server.listening && new Promise((resolve) => server.close(resolve));
    throwOut();
    await refuses;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    connection: reachedAt(first, port),
    async open() {
      swallows = false;
      if (!server.listening) await listen(port);
    },
    swallow() {
      swallows = true;
      passing = new Set();
    },
    shut,
    leadTo(connection) {
      target = connection;
      throwOut();
    },
    close: shut,
  };
}

function socketTo(connection: Connection): Socket {
  if ('url' in connection) {
    const { hostname, port } = new URL(connection.url);
    return connect(Number(port || 5432), hostname || '127.0.0.1');
  }
  const { host, port } = connection;
  return host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
}

function reachedAt(connection: Connection, port: number): Connection {
  if (!('url' in connection)) return { ...connection, host: '127.0.0.1', port, ssl: false };
  const url = new URL(connection.url);
  url.host = `127.0.0.1:${port}`;
  url.searchParams.delete('host');
  return { url: url.href };
}
