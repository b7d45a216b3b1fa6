import { connect as connectSocket, createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../db/client.ts';
import { type Listening, type ListenOptions, listenTo } from '../../db/listen.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
let listening: Listening;
let woken = 0;
let lost = 0;
const heard: ('wake' | 'lost')[] = [];
beforeAll(async () => {
  own = await testDatabase();
});
afterEach(() => listening.close());
afterAll(() => own.close());

const notify = (channel: string) => own.pool.query('select pg_notify($1, $2)', [channel, '']);
const toldAll = () => listening.hasToldAll(60_000);

function listen(more: Partial<ListenOptions> = {}): void {
  woken = 0;
  lost = 0;
  heard.length = 0;
  listening = listenTo(
    // A busy machine is no lost connection.
    { connection: own.connection, channel: 'news', notify, silentMs: 60_000, ...more },
    {
      wake: () => {
        woken++;
        heard.push('wake');
      },
      lost: () => {
        lost++;
        heard.push('lost');
      },
    },
  );
}

describe('a connection that listens', () => {
  it('has told all that was committed before it was asked, each time', async () => {
    listen();
    await expect.poll(toldAll).toBe(true);
    for (let i = 0; i < 100; i++) {
      const before = woken;
      await notify('news');
      await toldAll();
      expect(woken).toBe(before + 1);
    }
  });

  it('never says so where notifications do not come through, as behind a pooler that loses them', async () => {
    listen({ notify: async () => {} });
    await expect.poll(() => listening.isConnected()).toBe(true);
    expect(await toldAll()).toBe(false);
  });

  it('says that it was lost, and hears again', async () => {
    listen();
    await expect.poll(toldAll).toBe(true);
    await own.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'newsgraph listener'`,
    );
    await expect.poll(() => lost).toBe(1);
    await expect.poll(toldAll).toBe(true);
    expect(heard.slice(heard.lastIndexOf('lost'))).toContain('wake');
  });

  it('takes a connection for lost that says nothing when asked', async () => {
    const wire = await silentWire(own.connection);
    const silentMs = 500;
    listen({ connection: wire.connection, silentMs });
    await expect.poll(toldAll).toBe(true);
    const before = lost;
    wire.fallSilent();
    const askedAt = performance.now();
    expect(await listening.hasToldAll(20)).toBe(false);
    expect(lost === before || performance.now() - askedAt >= silentMs).toBe(true);
    await expect.poll(() => lost).toBeGreaterThan(before);
    await wire.close();
  });
});

/** A way to the database on which nothing comes through from a moment on, without a word to either end. */
async function silentWire(connection: Connection) {
  const to = new URL('url' in connection ? connection.url : 'postgres://x');
  const { host, port, ...rest } =
    'url' in connection
      ? {
          host: to.hostname,
          port: Number(to.port || 5432),
          user: to.username,
          database: to.pathname.slice(1),
        }
      : connection;
  const sockets: Socket[] = [];
  const server: Server = createServer((near) => {
    const far = host.startsWith('/') ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host);
    for (const socket of [near, far]) socket.on('error', () => {});
    near.pipe(far).pipe(near);
    sockets.push(near, far);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = { ...rest, host: '127.0.0.1', port: (server.address() as { port: number }).port };
  return {
    connection: own as Connection,
    fallSilent() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
