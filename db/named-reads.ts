import type { Kysely } from 'kysely';
import type pg from 'pg';
import { type NamedQuery, NamedStatement } from './named-statement.ts';
import type { Tables } from './tables.ts';

/** Hears of a statement that is sent, and when it has ended. */
export type WatchStatement = (sql: string) => (error: Error | null) => void;

export interface NamedReadsOptions {
  readonly pool: pg.Pool;
  readonly types: pg.CustomTypesConfig;
  /** Undefined: it has none. */
  readonly nameOf: (sql: string) => string | undefined;
  readonly watch: WatchStatement;
  /** A connection beside those of the pool. */
  readonly openSession: () => Promise<pg.Client>;
}

/** Null: the statement has no name. Rejects with the reason of the abort. */
export type ReadNamed = (
  sql: string,
  values: readonly unknown[],
  signal: AbortSignal | null,
) => Promise<object[]> | null;

const readers = new WeakMap<Kysely<Tables>, ReadNamed>();

/** Undefined of a transaction, whose statements are to run on its connection. */
export function namedReader(db: Kysely<Tables>): ReadNamed | undefined {
  return readers.get(db);
}

/**
 * Runs statements that have names, as Kysely does: an abort is told at once and ends the statement in the database, and the connection is given
 * back after that. For a small question, what Kysely and `pg` do around a statement costs more than the statement.
 */
export function readNamedOf(
  db: Kysely<Tables>,
  { pool, types, nameOf, watch, openSession }: NamedReadsOptions,
): void {
  readers.set(db, (text, values, signal) => {
    const name = nameOf(text);
    return name === undefined ? null : read({ name, text, values, types }, signal);
  });

  async function read(query: NamedQuery, signal: AbortSignal | null): Promise<object[]> {
    signal?.throwIfAborted();
    const client = await connectionFrom(pool, signal);
    try {
      return await readBy(client, query, signal);
    } catch (error) {
      // Who asked says more than where the answer came in.
      if (error instanceof Error && error !== signal?.reason) Error.captureStackTrace(error);
      throw error;
    }
  }

  function readBy(client: pg.PoolClient, query: NamedQuery, signal: AbortSignal | null): Promise<object[]> {
    return new Promise((resolve, reject) => {
      let isOver = false;
      let cancelling: Promise<void> | null = null;
      const leave = () => {
        reject(signal?.reason);
        cancelling = cancel(client, () => isOver);
      };
      try {
        const heard = watch(query.text);
        const statement = new NamedStatement(query, (error) => {
          isOver = true;
          signal?.removeEventListener('abort', leave);
          heard(error);
          const release = () => client.release(endsConnection(error));
          if (cancelling) cancelling.then(release);
          else release();
          if (error) reject(error);
          else resolve(statement.rows);
        });
        signal?.addEventListener('abort', leave);
        client.query(statement);
      } catch (error) {
        client.release();
        throw error;
      }
    });
  }

  /** Not within the pool, whose connections may all be taken. One that can't be had leaves the statement to its limit. */
  async function cancel(client: pg.PoolClient, isOver: () => boolean): Promise<void> {
    try {
      const session = await openSession();
      const { processID } = client as unknown as { processID: number };
      if (!isOver()) await session.query('select pg_cancel_backend($1)', [processID]);
      await session.end();
    } catch {}
  }
}

/** Postgres says why before it hangs up, and the pool would give out the connection once more meanwhile. */
function endsConnection(error: Error | null): boolean {
  return (error as { readonly severity?: string } | null)?.severity === 'FATAL';
}

function connectionFrom(pool: pg.Pool, signal: AbortSignal | null): Promise<pg.PoolClient> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal?.reason);
    // One that is idle comes in the next moment.
    const waitsWith = pool.idleCount === 0 ? signal : null;
    waitsWith?.addEventListener('abort', leave);
    pool.connect((error, client) => {
      waitsWith?.removeEventListener('abort', leave);
      if (signal?.aborted) {
        client?.release();
        leave();
      } else if (client) resolve(client);
      else reject(error);
    });
  });
}
