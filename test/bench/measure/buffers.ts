import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Pool } from 'undici';
import { QUESTIONS, type Question } from '../ask/answer.ts';
import type { Asked } from '../data/asked.ts';
import type { ByServer } from './figures.ts';
import { ask } from './load.ts';
import type { Server } from './servers.ts';

/** https://www.postgresql.org/docs/current/pgstatstatements.html, which counts only while buffers are asked for. */
export const STATEMENT_COUNTS = 'pg_stat_statements';

/** For the backends to hear of a setting. */
const HEARD_MS = 200;
/** Where a question has one answer, it is asked so often. */
const ASKED_AT_LEAST = 20;

/** How many pages of 8 kB the statements of a request read, from memory or from disk, of each question and server. */
export async function buffersOf(
  pool: pg.Pool,
  servers: readonly Server[],
  asked: Asked,
): Promise<Record<Question, ByServer<number>>> {
  const buffers: Record<Question, ByServer<number>> = { Q1: {}, Q2: {}, Q3: {}, Q4: {} };
  await whileCounted(pool, async () => {
    for (const question of Object.keys(QUESTIONS) as Question[]) {
      for (const { name, pool: http, asking } of servers) {
        const bodies = asked[question].map((id) => asking.body(question, id));
        buffers[question][name] = await readOf(pool, http, asking.path(question), bodies);
      }
    }
  });
  return buffers;
}

/** What a request reads, of those that are asked in turn; while it is counted. */
export async function readOf(
  pool: pg.Pool,
  http: Pool,
  path: string,
  bodies: readonly string[],
): Promise<number> {
  const requests = Math.max(bodies.length, ASKED_AT_LEAST);
  await pool.query('select pg_stat_statements_reset()');
  for (let i = 0; i < requests; i++) await ask(http, path, bodies[i % bodies.length]!);
  const { rows } = await pool.query<{ read: string }>(
    `select coalesce(sum(shared_blks_hit + shared_blks_read), 0) as read from pg_stat_statements
     join pg_database as d on d.oid = dbid where d.datname = current_database()`,
  );
  return Number(rows[0]!.read) / requests;
}

export async function whileCounted<T>(pool: pg.Pool, use: () => Promise<T>): Promise<T> {
  await count(pool, true);
  try {
    return await use();
  } finally {
    await count(pool, false);
  }
}

async function count(pool: pg.Pool, on: boolean): Promise<void> {
  await pool.query(`alter system set pg_stat_statements.track = '${on ? 'top' : 'none'}'`);
  await pool.query('select pg_reload_conf()');
  await sleep(HEARD_MS);
}
