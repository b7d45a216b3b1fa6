import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
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
  await count(pool, true);
  try {
    for (const question of Object.keys(QUESTIONS) as Question[]) {
      for (const server of servers)
        buffers[question][server.name] = await ofOne(pool, server, question, asked);
    }
  } finally {
    await count(pool, false);
  }
  return buffers;
}

async function ofOne(
  pool: pg.Pool,
  { pool: http, asking }: Server,
  question: Question,
  asked: Asked,
): Promise<number> {
  const ids = asked[question];
  const requests = Math.max(ids.length, ASKED_AT_LEAST);
  await pool.query('select pg_stat_statements_reset()');
  for (let i = 0; i < requests; i++)
    await ask(http, asking.path(question), asking.body(question, ids[i % ids.length]!));
  const { rows } = await pool.query<{ read: string }>(
    `select coalesce(sum(shared_blks_hit + shared_blks_read), 0) as read from pg_stat_statements
     join pg_database as d on d.oid = dbid where d.datname = current_database()`,
  );
  return Number(rows[0]!.read) / requests;
}

async function count(pool: pg.Pool, on: boolean): Promise<void> {
  await pool.query(`alter system set pg_stat_statements.track = '${on ? 'top' : 'none'}'`);
  await pool.query('select pg_reload_conf()');
  await sleep(HEARD_MS);
}
