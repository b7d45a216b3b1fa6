import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const MOST_TRIES = 6;

/**
 * One transaction, done anew where the database says that trying again is the cure: writers of many articles may wait for
 * each other's counters in a circle. `act` is to touch nothing else. Within a transaction it is a part of that.
 */
export async function inTransaction<T>(
  db: Kysely<Tables>,
  act: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return act(db as Transaction<Tables>);
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(act);
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (tries === MOST_TRIES || (code !== SERIALIZATION_FAILURE && code !== DEADLOCK)) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries));
    }
  }
}
