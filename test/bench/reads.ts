import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApiKey } from '../../db/api-key.ts';
import { openDatabase } from '../../db/client.ts';
import { generatedNews, type NewsLine } from '../support/generated-news.ts';
import { databaseOf, openSession, urlOf } from '../support/server.ts';
import { us } from './ask/us.ts';
import { type Asked, askedOf } from './data/asked.ts';
import { keptDatabase, openKept } from './data/kept.ts';
import { askPaced, type Latencies, latenciesOf } from './measure/paced.ts';
import { type Server, startServer } from './measure/servers.ts';

/** How long reads take while articles are stored, by mutations of the same server and by the command beside it. */
const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '30' },
    rate: { type: 'string', default: '20' },
  },
});
const [articles, seconds, aSecond] = [Number(values.articles), Number(values.seconds), Number(values.rate)];

const ROUNDS = 3;
const SENDERS = 2;
const QUESTIONS = ['Q1', 'Q2'] as const;
const INGEST = `mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) {
  ... on ArticleAccepted { status } ... on ArticleRefused { message } } }`;
const ALONE = 'nothing is stored';
const COPY = 'bench_reads';
const say = (message: string) => process.stderr.write(`${message}\n`);

/** Stores articles until it is stopped; gives how many, where it knows. */
interface Writing {
  stop(): Promise<number | null>;
}
type Ways = Readonly<Record<string, () => Writing>>;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-bench-'));
  const kept = await openKept('.data/bench', say);
  const signal = new AbortController().signal;
  const made = await keptDatabase(kept, articles, { onProgress: say, signal });
  const session = await openSession(kept.connection);
  await session.query(`drop database if exists ${COPY} with (force)`);
  await session.query(`create database ${COPY} template ${made}`);
  const connection = databaseOf(kept.connection, COPY);
  const { db, pool, close } = openDatabase({ connection, poolSize: 1 });
  const server = await startServer('us', urlOf(connection), 32, folder);
  try {
    const asked = await askedOf(pool);
    const { key } = await createApiKey(db, { name: 'bench', scopes: ['read', 'ingest'], expiresAt: null });
    const file = join(folder, 'news.jsonl');
    const lines = [...generatedNews({ lines: 20_000, seed: 2, againPercent: 0 })];
    await writeFile(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const sent = lines.values();
    const ways: Ways = {
      [ALONE]: () => ({ stop: async () => null }),
      'by mutations of the same server': () => mutations(server, key, sent),
      'by the command beside it': () => command(file, urlOf(connection)),
    };
    report(await measured(server, asked, ways));
  } finally {
    await server.stop();
    await close();
    await session.query(`drop database if exists ${COPY} with (force)`);
    await session.end();
    await kept.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of each way and question, all latencies. Rounds follow each other, so that a busy minute meets all ways alike. */
async function measured(server: Server, asked: Asked, ways: Ways): Promise<Map<string, Latencies>> {
  const found = new Map<string, number[]>();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [way, begin] of Object.entries(ways)) {
      const writing = begin();
      for (const question of QUESTIONS) {
        const bodies = asked[question].map((id) => us.body(question, id));
        const load = { path: us.path(question), bodies, aSecond, seconds: Math.ceil(seconds / ROUNDS) };
        const latencies = await askPaced(server.pool, load);
        // The first round warms up.
        const what = `${question}, ${way}`;
        if (round > 0) found.set(what, [...(found.get(what) ?? []), ...latencies]);
      }
      const stored = await writing.stop();
      say(`Round ${round} of ${ROUNDS}: ${way}${stored ? `, ${stored} articles` : ''}`);
    }
  }
  return new Map([...found].sort().map(([what, latencies]) => [what, latenciesOf(latencies)]));
}

/** Articles that two senders hand in one after another, as scraped. */
function mutations({ pool }: Server, key: string, lines: Iterator<NewsLine>): Writing {
  let stopped = false;
  let stored = 0;
  const sender = async () => {
    while (!stopped) {
      const { url, headline, publisher, publishedAt, body } = lines.next().value!;
      const text = [headline, publisher, publishedAt, body].join('\n\n');
      const answer = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify({ query: INGEST, variables: { input: { text, url: `${url}/sent` } } }),
      });
      const said = await answer.body.text();
      if (said.includes('STORED')) stored++;
      else say(`It does not store what is sent: ${said.slice(0, 200)}`);
    }
  };
  const all = Promise.all(Array.from({ length: SENDERS }, sender));
  return {
    async stop() {
      stopped = true;
      await all;
      return stored;
    },
  };
}

/** Goes on where it ended when it is started again. */
function command(file: string, url: string): Writing {
  const { PATH } = process.env;
  const env = { ...(PATH && { PATH }), DATABASE_URL: url };
  const cli = join(import.meta.dirname, '../../src/cli.ts');
  const child = spawn(process.execPath, [cli, 'ingest', file], { env, stdio: 'ignore' });
  const gone = once(child, 'exit');
  return {
    async stop() {
      if (child.exitCode !== null) throw new Error('The command came to the end of its file too early.');
      child.kill('SIGTERM');
      await gone;
      return null;
    },
  };
}

function report(found: ReadonlyMap<string, Latencies>): void {
  const [cpu] = cpus();
  const print = (line: string) => process.stdout.write(`${line}\n`);
  print(
    `${articles} articles, ${aSecond} reads a second, ${new Date().toISOString().slice(0, 10)}, ${cpu?.model ?? 'unknown CPU'}, ${availableParallelism()} cores\n`,
  );
  print('| | p50 ms | p99 ms | p50, times | p99, times |\n| --- | --- | --- | --- | --- |');
  for (const [what, { p50Ms, p99Ms }] of found) {
    const alone = found.get(`${what.slice(0, 2)}, ${ALONE}`)!;
    const [p50, p99] = [p50Ms / alone.p50Ms, p99Ms / alone.p99Ms];
    print(`| ${what} | ${p50Ms.toFixed(1)} | ${p99Ms.toFixed(1)} | ${p50.toFixed(2)} | ${p99.toFixed(2)} |`);
  }
}

await main();
