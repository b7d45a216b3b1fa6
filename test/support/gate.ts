import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import type { Connection } from '../../db/client.ts';

export interface Gate {
  /** The same database by way of the gate. */
  readonly connection: Connection;
  open(): void;
  /** Nothing comes through any more, and nobody is told; connections are taken all the same. */
  swallow(): void;
  /** Nobody is let in, and who is in is thrown out. */
  shut(): void;
  /** Leads elsewhere from now on; who is in is thrown out. */
  leadTo(connection: Connection): void;
  close(): Promise<void>;
}

type State = 'open' | 'swallowing' | 'shut';

/** A way to a Postgres over TCP that can fail as networks do. */
export async function throughGate(first: Connection): Promise<Gate> {
  let state: State = 'open';
  let target = first;
  const pairs = new Set<Socket>();
  const server = createServer((near) => {
    if (state === 'shut') return void near.destroy();
    const far = socketTo(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(from);
      from.on('error', () => {});
      from.on('data', (chunk) => state === 'open' && to.write(chunk));
      from.once('close', () => {
        pairs.delete(from);
        if (state !== 'swallowing') to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const throwOut = () => {
    for (const socket of pairs) socket.destroy();
  };
  const { port } = server.address() as AddressInfo;
  return {
    connection: reachedAt(first, port),
    open() {
      // Half of what was under way is lost: such a connection can't go on.
      if (state === 'swallowing') throwOut();
      state = 'open';
    },
    swallow() {
      state = 'swallowing';
    },
    shut() {
      state = 'shut';
      throwOut();
    },
    leadTo(connection) {
      target = connection;
      throwOut();
    },
    async close() {
      throwOut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
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
