import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { expect, onTestFinished } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { findPlace } from '../../db/embedded/place.ts';
import { readPostmaster, SUPERUSER } from '../../db/embedded/postmaster.ts';
import { rowCounts } from './row-counts.ts';

/** A process of ours that a test may kill. */
export interface Victim {
  readonly child: ChildProcess;
  said(): string;
  /** What the pattern finds in what it says. */
  says(pattern: RegExp): Promise<string>;
  readonly gone: Promise<unknown>;
}

/** Who is held up until it is killed is not to give up before. */
const PATIENT = { STATEMENT_TIMEOUT_MS: '300000', REQUEST_TIMEOUT_MS: '300000' };

/** `node src/<program>` on a data folder, without npm between. */
export function victim(dataDir: string, [program, ...args]: readonly [string, ...string[]]): Victim {
  const child = spawn(process.execPath, [`src/${program}`, ...args], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', ...PATIENT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  const gone = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  return {
    child,
    gone,
    said: () => said,
    async says(pattern) {
      for (;;) {
        const found = pattern.exec(said)?.[0];
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`It ended and said ${said}`);
        await new Promise((wait) => setTimeout(wait, 10));
      }
    },
  };
}

/** A look at the running server of a data folder that leaves it unaware: it neither stays nor stops for us. */
export async function look(dataDir: string) {
  const place = await findPlace(dataDir, () => {});
  onTestFinished(() => rm(place.socketDir, { recursive: true, force: true }));
  const running = readPostmaster(place);
  if (!running) throw new Error(`Wanted a running Postgres in ${place.cluster}; got none.`);
  const { socketDir, port, pid } = running;
  const connection = { host: socketDir, port, user: SUPERUSER, database: 'newsgraph', ssl: false } as const;
  const { db, pool, close } = openDatabase({ connection, statementTimeoutMs: 0 });
  onTestFinished(close);
  return {
    pid,
    pool,
    /** Nobody can write the last rows of an article until it is let go. */
    async holdLastRows(): Promise<() => Promise<void>> {
      const client = new pg.Client(connection);
      client.on('error', () => {});
      await client.connect();
      const letGo = () => client.end();
      onTestFinished(letGo);
      await client.query('begin; lock table outbox in exclusive mode');
      return letGo;
    },
    /** Somebody has written all but the last rows; so many wait to go on. */
    async isNearlyWritten(waiting = 1): Promise<void> {
      const waits = `select from pg_locks where relation = 'outbox'::regclass and not granted`;
      await expect.poll(async () => (await pool.query(waits)).rowCount).toBe(waiting);
    },
    /** A digest of each table but the keys, which note when they were used. */
    async contents(): Promise<Record<string, string>> {
      const digests: Record<string, string> = {};
      for (const table of Object.keys(await rowCounts(db)).filter((name) => name !== 'api_key')) {
        const { rows } = await pool.query(
          `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${table} as t`,
        );
        digests[table] = rows[0].digest;
      }
      return digests;
    },
  };
}
