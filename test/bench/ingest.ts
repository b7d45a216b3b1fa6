import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { generatedNews } from '../support/generated-news.ts';
import { databaseOf, urlOf } from '../support/server.ts';
import { copyRows } from './copy-rows.ts';
import type { Measured, Mode } from './ingest-run.ts';

/**
 * How fast `newsgraph ingest` stores generated articles, against COPY of the very rows that it leaves, without any check or
 * trigger. Each run has a process and a database of its own, so that memory is its own.
 */
const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    threads: { type: 'string' },
    only: { type: 'string' },
  },
});
const articles = Number(values.articles);
const threads = Number(values.threads ?? availableParallelism());

interface Row extends Measured {
  readonly what: string;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-bench-'));
  await chmod(folder, 0o777);
  const server = await startEmbedded({ dataDir: folder });
  const admin = openDatabase({ connection: server.connection });
  const inDatabase = async <T>(name: string, use: (url: string) => Promise<T>) => {
    await admin.pool.query(`create database ${name} template template0`);
    const connection = databaseOf(server.connection, name);
    const { db, close } = openDatabase({ connection });
    await migrateToLatest(db).finally(close);
    return use(urlOf(connection));
  };
  try {
    const file = await generated(folder);
    const rows: Row[] = [];
    const measure = async (what: string, mode: Mode, by: number) => {
      const name = `bench_${rows.length}`;
      rows.push({ what, ...(await inDatabase(name, (url) => child(mode, by, file, url))) });
      return databaseOf(server.connection, name);
    };
    const last = await measure(`with extraction, ${threads} threads`, 'whole', threads);
    if (values.only !== 'whole') {
      await measure('with extraction, 1 thread', 'whole', 1);
      await measure('without extraction', 'stored', 1);
      await measure(`extraction alone, ${threads} threads`, 'extracted', threads);
    }
    const copied = await inDatabase('bench_copy', (url) => copyRows(last, { url }, folder));
    report(rows, copied);
  } finally {
    await admin.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function generated(folder: string): Promise<string> {
  const out = createWriteStream(join(folder, 'news.jsonl'));
  for (const line of generatedNews({ lines: articles, seed: 1, againPercent: 0 }))
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
  out.end();
  await finished(out);
  return String(out.path);
}

async function child(mode: Mode, by: number, file: string, url: string): Promise<Measured> {
  const args = [join(import.meta.dirname, 'ingest-run.ts'), mode, String(by), file, url, String(articles)];
  const run = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await text(run.stdout);
  return JSON.parse(said) as Measured;
}

function report(rows: readonly Row[], copied: { readonly rows: number; readonly seconds: number }): void {
  const copyRate = articles / copied.seconds;
  const [cpu] = cpus();
  const machine = `${cpu?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const columns = [
    '',
    'articles/s',
    'of COPY',
    'CPU ms each',
    'statements each',
    'RSS MB at 10 / 50 / 100 %',
  ];
  const lines = rows.map(({ what, seconds, cpuMs, statements, rssMb }) => [
    what,
    (articles / seconds).toFixed(0),
    `1/${(copyRate / (articles / seconds)).toFixed(0)}`,
    (cpuMs / articles).toFixed(1),
    statements === undefined ? '' : (statements / articles).toFixed(1),
    rssMb.join(' / '),
  ]);
  const each = Math.round(copied.rows / articles);
  lines.push([`COPY of the same ${each} rows each`, copyRate.toFixed(0), '1', '', '', '']);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  print(`${articles} articles, ${new Date().toISOString().slice(0, 10)}, ${machine}\n`);
  for (const cells of [columns, columns.map(() => '---'), ...lines]) print(`| ${cells.join(' | ')} |`);
}

await main();
