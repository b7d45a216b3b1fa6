import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from './client.ts';

export interface Listening {
  /** False while the connection is lost: then nobody is woken. */
  isConnected(): boolean;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;

/**
 * Hears the notifications of a channel on a connection of its own, opened again whenever it is lost. `wake` is called for
 * each notification, and once it hears again, since it may have missed some.
 */
export function listenTo(connection: Connection, channel: string, wake: () => void): Listening {
  const closing = new AbortController();
  let client: pg.Client | null = null;
  let isConnected = false;
  const hear = async () => {
    client = new pg.Client({
      ...('url' in connection ? { connectionString: connection.url } : connection),
      application_name: 'newsgraph listener',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
    const lost = new Promise<void>((resolve) => client?.once('end', resolve).on('error', () => resolve()));
    client.on('notification', wake);
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      isConnected = true;
      wake();
      await lost;
    } finally {
      isConnected = false;
      await client.end().catch(() => {});
    }
  };
  const done = (async () => {
    for (
      let retryMs = FIRST_RETRY_MS;
      !closing.signal.aborted;
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
    ) {
      await hear().then(
        () => {
          retryMs = FIRST_RETRY_MS;
        },
        () => {},
      );
      const jitter = 0.5 + Math.random() / 2;
      await sleep(retryMs * jitter, null, { signal: closing.signal }).catch(() => {});
    }
  })();
  return {
    isConnected: () => isConnected,
    async close() {
      closing.abort();
      await client?.end().catch(() => {});
      await done;
    },
  };
}
