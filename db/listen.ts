import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Connection, SEES_LOST_CLIENTS } from './client.ts';

export interface Hearer {
  /** Called for each notification, and once it hears again, since it may have missed some. */
  wake(): void;
  /** The connection is lost: nobody is woken until it hears again. */
  lost?(): void;
}

export interface ListenOptions {
  readonly connection: Connection;
  readonly channel: string;
  /** Notifies a channel over another connection, by which it is seen that notifications come through at all. */
  readonly notify: (channel: string) => Promise<unknown>;
  /** A connection that is silent for so long when asked something is lost, though nobody said so. */
  readonly silentMs?: number;
}

export interface Listening {
  /** False while the connection is lost: then nobody is woken. */
  isConnected(): boolean;
  /**
   * True once the hearer was woken for all that was committed before this was called. False where that cannot be known: the
   * connection is lost, slow, or goes through a pooler that loses notifications. One round trip, one at a time.
   */
  hasToldAll(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 10_000;
const FIRST_PROBE_MS = 1_000;
const LAST_PROBE_MS = 60_000;
const SILENT_MS = 2_000;

/** Hears the notifications of a channel on a connection of its own, opened again whenever it is lost. */
export function listenTo(options: ListenOptions, hearer: Hearer): Listening {
  const closing = new AbortController();
  let hearing: Hearing | null = null;
  const hear = async () => {
    hearing = new Hearing(options, hearer);
    try {
      await hearing.whileConnected();
    } finally {
      await hearing.end();
    }
  };
  const done = (async () => {
    let retryMs = FIRST_RETRY_MS;
    while (!closing.signal.aborted) {
      const connected = await hear().then(
        () => true,
        () => false,
      );
      retryMs = connected ? FIRST_RETRY_MS : Math.min(retryMs * 2, LAST_RETRY_MS);
      const jitter = 0.5 + Math.random() / 2;
      await sleep(retryMs * jitter, null, { signal: closing.signal }).catch(() => {});
    }
  })();
  return {
    isConnected: () => hearing?.isConnected ?? false,
    hasToldAll: async (withinMs) => (await hearing?.hasToldAll(withinMs)) ?? false,
    async close() {
      closing.abort();
      await hearing?.end();
      await done;
    },
  };
}

/** One connection, as long as it lasts. */
class Hearing {
  isConnected = false;
  /** A notification sent over another connection came through. */
  #isProven = false;
  #isAsking = false;
  readonly #probe = `newsgraph_probe_${randomBytes(8).toString('hex')}`;
  readonly #client: pg.Client;
  readonly #options: ListenOptions;
  readonly #hearer: Hearer;

  constructor(options: ListenOptions, hearer: Hearer) {
    const { connection } = options;
    this.#options = options;
    this.#hearer = hearer;
    this.#client = new pg.Client({
      ...('url' in connection ? { connectionString: connection.url } : connection),
      application_name: 'newsgraph listener',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    });
  }

  /** Rejects where it cannot connect. */
  async whileConnected(): Promise<void> {
    const client = this.#client;
    const lost = new Promise<void>((resolve) => client.once('end', resolve).on('error', () => resolve()));
    client.on('notification', ({ channel }) => {
      if (channel === this.#probe) this.#isProven = true;
      else this.#hearer.wake();
    });
    await client.connect();
    await client.query(`${SEES_LOST_CLIENTS}; listen ${this.#options.channel}; listen ${this.#probe}`);
    this.isConnected = true;
    this.#hearer.wake();
    void this.#prove();
    await lost;
    this.isConnected = false;
    this.#hearer.lost?.();
  }

  /** A committed transaction signals its listeners before its client is told, and they are told before their next answer. */
  async hasToldAll(withinMs: number): Promise<boolean> {
    if (!this.isConnected || !this.#isProven || this.#isAsking) return false;
    this.#isAsking = true;
    // What has arrived is read before it counts as late, however long the process was busy.
    const silent = setTimeout(
      () => setImmediate(() => this.#isAsking && this.end()),
      this.#options.silentMs ?? SILENT_MS,
    );
    const answered = this.#client.query('select').then(
      () => this.isConnected,
      () => false,
    );
    void answered.finally(() => {
      this.#isAsking = false;
      clearTimeout(silent);
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => setImmediate(resolve, false), withinMs);
    });
    return Promise.race([answered, late]).finally(() => clearTimeout(timer));
  }

  async end(): Promise<void> {
    await this.#client.end().catch(() => {});
  }

  async #prove(): Promise<void> {
    for (let ms = FIRST_PROBE_MS; this.isConnected && !this.#isProven; ms = Math.min(ms * 2, LAST_PROBE_MS)) {
      await this.#options.notify(this.#probe).catch(() => {});
      for (let waited = 0; waited < ms && this.isConnected && !this.#isProven; waited += 50) {
        await sleep(50, null, { ref: false });
      }
    }
  }
}
