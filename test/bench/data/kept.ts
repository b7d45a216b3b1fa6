import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type Connection, openDatabase } from '../../../db/client.ts';
import { type Embedded, startEmbedded } from '../../../db/embedded.ts';
import { MIGRATIONS_FOLDER, migrateToLatest } from '../../../db/migrate.ts';
import { databaseOf, openSession } from '../../support/server.ts';
import { STATEMENT_COUNTS } from '../measure/buffers.ts';
import { generateData } from './generate.ts';

/** As measured, with some to spare. */
const BYTES_EACH = 18_000;
const BYTES_BESIDE = 200_000_000;
const ARTICLES_A_SECOND = 500;

/** What is made bears this name until it is whole. */
const MAKING = 'bench_making';

/** The server whose databases are kept from one run to the next. Without fsync: what is lost is made again. */
export async function openKept(folder: string, onProgress: (message: string) => void): Promise<Embedded> {
  await mkdir(folder, { recursive: true });
  const start = () => startEmbedded({ dataDir: folder, database: 'postgres', sync: false, onProgress });
  const kept = await start();
  if (await countsStatements(kept)) return kept;
  await kept.stop();
  return start();
}

/** Whether it counts what statements read, which it can only be told before it starts. */
async function countsStatements({ connection }: Embedded): Promise<boolean> {
  const session = await openSession(connection);
  try {
    const { rows } = await session.query<{ names: string }>(
      `select current_setting('shared_preload_libraries') as names`,
    );
    if (rows[0]!.names.includes(STATEMENT_COUNTS)) return true;
    await session.query(`alter system set shared_preload_libraries = '${STATEMENT_COUNTS}'`);
    await session.query(`alter system set pg_stat_statements.track = 'none'`);
    return false;
  } finally {
    await session.end();
  }
}

export interface Keeping {
  readonly onProgress: (message: string) => void;
  readonly signal: AbortSignal;
}

/** The name of the database with so many articles; it is made where it is not kept, or kept from other migrations or scripts. */
export async function keptDatabase(
  { connection, home }: Embedded,
  articles: number,
  keeping: Keeping,
): Promise<string> {
  const name = `bench_${articles}_${await madeBy()}`;
  const session = await openSession(connection);
  try {
    // Another run may make it just now.
    await session.query(`select pg_advisory_lock(hashtext('${MAKING}'))`);
    const { rows } = await session.query<{ name: string }>('select datname as name from pg_database');
    const names = rows.map((row) => row.name);
    if (names.includes(name)) return name;
    await checkDisk(home, articles, keeping.onProgress);
    const outdated = names.filter((old) => old === MAKING || old.startsWith(`bench_${articles}_`));
    for (const old of outdated) await session.query(`drop database ${pg.escapeIdentifier(old)} with (force)`);
    await session.query(`create database ${MAKING} template template0`);
    await make(databaseOf(connection, MAKING), articles, keeping);
    await session.query('checkpoint');
    await session.query(`alter database ${MAKING} rename to ${name}`);
    return name;
  } finally {
    await session.end();
  }
}

async function make(
  connection: Connection,
  articles: number,
  { onProgress, signal }: Keeping,
): Promise<void> {
  const began = performance.now();
  const { db, pool, close } = openDatabase({ connection });
  try {
    await migrateToLatest(db);
    await pool.query(`create extension ${STATEMENT_COUNTS}`);
  } finally {
    await close();
  }
  await generateData(connection, articles, {
    signal,
    onProgress: (done) => {
      if (done % 10_000 === 0) onProgress(`${done} of ${articles} articles are made`);
    },
  });
  onProgress(`Made and kept in ${Math.round((performance.now() - began) / 1000)} s`);
}

async function checkDisk(
  home: string,
  articles: number,
  onProgress: (message: string) => void,
): Promise<void> {
  const needed = articles * BYTES_EACH + BYTES_BESIDE;
  const minutes = Math.ceil(articles / ARTICLES_A_SECOND / 60);
  const { bavail, bsize } = await statfs(home);
  const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  onProgress(
    `Makes ${articles} articles once, in ${home}: some ${gb(needed)} of disk and up to ${minutes} min`,
  );
  if (bavail * bsize < needed)
    throw new Error(`Wanted ${gb(needed)} of free disk in ${home}; got ${gb(bavail * bsize)}.`);
}

/** What the data follows from: the migrations and the scripts here. */
async function madeBy(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of [MIGRATIONS_FOLDER, import.meta.dirname]) {
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort())
      hash.update(file).update(await readFile(join(folder, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
