import type { ServerResponse } from 'node:http';
import type { Kysely } from 'kysely';
import { pendingMigrations } from '../../db/migrate.ts';
import type { Tables } from '../../db/tables.ts';
import { sendJson } from './respond.ts';

/** What a server is not ready for, in words; null when it can take requests. */
export type NotReady = string | null;

export function answerLive(res: ServerResponse): void {
  sendJson(res, 200, { status: 'live' });
}

export async function answerReady(res: ServerResponse, check: () => Promise<NotReady>): Promise<void> {
  const reason = await check();
  if (reason === null) sendJson(res, 200, { status: 'ready' });
  else sendJson(res, 503, { status: 'unavailable', reason }, { 'retry-after': '2' });
}

/** Probes that come while one is under way share its answer, so that they never use up the pool. */
export function databaseCheck(db: Kysely<Tables>, timeoutMs: number): () => Promise<NotReady> {
  let underWay: Promise<NotReady> | null = null;
  return () => {
    underWay ??= withinTime(migrationsAreCurrent(db), timeoutMs).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

async function migrationsAreCurrent(db: Kysely<Tables>): Promise<NotReady> {
  try {
    const pending = await pendingMigrations(db);
    return pending.length === 0 ? null : `Migrations are pending: ${pending.join(', ')}.`;
  } catch {
    return 'The database cannot be reached.';
  }
}

async function withinTime(check: Promise<NotReady>, timeoutMs: number): Promise<NotReady> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<NotReady>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, `The database did not answer within ${timeoutMs} ms.`);
  });
  return Promise.race([check, late]).finally(() => clearTimeout(timer));
}
