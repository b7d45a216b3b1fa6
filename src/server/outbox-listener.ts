import { type Kysely, sql } from 'kysely';
import type { Connection } from '../../db/client.ts';
import { type Hearer, type Listening, listenTo } from '../../db/listen.ts';
import { OUTBOX_CHANNEL } from '../../db/outbox.ts';
import type { Tables } from '../../db/tables.ts';

/** The one connection of a process on which it is woken when the outbox grows; open while anybody hears. */
export class OutboxListener {
  readonly #connection: Connection;
  readonly #db: Kysely<Tables>;
  readonly #hearers = new Set<Hearer>();
  #listening: Listening | null = null;

  constructor(connection: Connection, db: Kysely<Tables>) {
    this.#connection = connection;
    this.#db = db;
  }

  isConnected(): boolean {
    return this.#listening?.isConnected() ?? false;
  }

  hasToldAll(withinMs: number): Promise<boolean> {
    return this.#listening?.hasToldAll(withinMs) ?? Promise.resolve(false);
  }

  /** From now on, until what it gives back is called. */
  hear(hearer: Hearer): () => Promise<void> {
    this.#hearers.add(hearer);
    if (this.isConnected()) hearer.wake();
    this.#listening ??= listenTo(
      {
        connection: this.#connection,
        channel: OUTBOX_CHANNEL,
        notify: (channel) => sql`select pg_notify(${channel}, '')`.execute(this.#db),
      },
      {
        wake: () => this.#hearers.forEach((each) => void each.wake()),
        lost: () => this.#hearers.forEach((each) => void each.lost?.()),
      },
    );
    return async () => {
      this.#hearers.delete(hearer);
      if (this.#hearers.size > 0) return;
      const listening = this.#listening;
      this.#listening = null;
      await listening?.close();
    };
  }
}
