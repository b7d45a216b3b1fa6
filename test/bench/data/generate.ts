import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Connection, openDatabase } from '../../../db/client.ts';

/** Written by one statement after another; what is told together stays within it. */
const RANGE = 1_000;
const SESSIONS_AT_MOST = 4;

export interface Making {
  readonly onProgress?: (done: number) => void;
  /** Between two ranges. */
  readonly signal?: AbortSignal;
}

/**
 * Fills a migrated, empty database with articles of an invented country, set by set, without triggers: what these would count is
 * counted in the end. Left out is what no question reads and few articles share: utterances, marks of reprints, the outbox.
 */
export async function generateData(
  connection: Connection,
  articles: number,
  { onProgress = () => {}, signal }: Making = {},
): Promise<void> {
  const sessions = Math.min(SESSIONS_AT_MOST, availableParallelism(), Math.ceil(articles / RANGE));
  const { pool, close } = openDatabase({ connection, statementTimeoutMs: 0, poolSize: sessions });
  pool.on('connect', (client) => {
    client.query(
      `set session_replication_role = replica; set synchronous_commit = off; set work_mem = '64MB'`,
    );
  });
  try {
    await pool.query(await script('words'));
    await pool.query((await script('actors')).replace('$articles', String(articles)));
    await pool.query(await script('articles'));
    await pool.query('analyze');
    let next = 1;
    let done = 0;
    const session = async () => {
      for (let from = next; from <= articles; from = next) {
        signal?.throwIfAborted();
        next = from + RANGE;
        const to = Math.min(next - 1, articles);
        await pool.query('select made.articles($1, $2)', [from, to]);
        done += to - from + 1;
        onProgress(done);
      }
    };
    await Promise.all(Array.from({ length: sessions }, session));
    await pool.query(await script('counters'));
    await pool.query(await script('views'));
    await pool.query('vacuum (freeze, analyze)');
  } finally {
    await close();
  }
}

function script(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, `${name}.sql`), 'utf8');
}
