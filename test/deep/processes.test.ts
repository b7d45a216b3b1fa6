import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { us } from '../bench/ask/us.ts';
import { type Asked, askedOf } from '../bench/data/asked.ts';
import { generateData } from '../bench/data/generate.ts';
import { cpuNsOf } from '../bench/measure/proc.ts';
import { isRunning } from '../support/holders.ts';
import { type Served, serve } from '../support/served.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const CONNECTIONS = 24;
/** Its sockets are closed one after another: who comes back at once may meet one that still listens. */
const DYING_MS = 3_000;
const HEADERS = { 'content-type': 'application/json' };

let own: TestDatabase;
let asked: Asked;
let server: Served;
let metricsUrl = '';
beforeAll(async () => {
  own = await testDatabase();
  await generateData(own.connection, 1_000);
  asked = await askedOf(own.pool);
});
afterAll(() => own.close());
afterEach(() => server.kill());

const started = async (env: Readonly<Record<string, string>> = {}) => {
  server = await serve(own.connection, own.connection, {
    WEB_CONCURRENCY: '2',
    METRICS_PORT: '0',
    ...env,
  });
  metricsUrl = /http:\S+\/metrics/.exec(server.said())?.[0] ?? '';
  return server;
};

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').filter(Boolean).map(Number);
}

async function ask(client: Client, body: string, headers = {}): Promise<string> {
  const answer = await client.request({
    path: '/graphql',
    method: 'POST',
    headers: { ...HEADERS, ...headers },
    body,
  });
  return answer.body.text();
}

const clients = () => Array.from({ length: CONNECTIONS }, () => new Client(server.origin));
const article = (i: number) => us.body('Q1', asked.Q1[i % asked.Q1.length]!);

/** What Prometheus reads. */
async function metricOf(name: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  const values = [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))];
  return values.reduce((sum, [, value]) => sum + Number(value), 0);
}

describe.runIf(process.platform === 'linux')('WEB_CONCURRENCY=2', () => {
  it('answers alike from both processes, and counts what both do', async () => {
    const { child } = await started({ CACHE_MB: '0' });
    const serving = childrenOf(child.pid!);
    expect(serving).toHaveLength(2);
    const before = serving.map(cpuNsOf);
    const all = clients();
    for (const question of ['Q1', 'Q2', 'Q3', 'Q4'] as const) {
      const body = us.body(question, asked[question][0]!);
      const answers = new Set(await Promise.all(all.map((client) => ask(client, body))));
      expect(answers.size).toBe(1);
      expect([...answers][0]).not.toContain('"errors"');
    }
    await Promise.all(all.map((client) => client.close()));
    // Each has answered: 24 connections that all fell to one would be a wonder.
    const spent = serving.map((pid, i) => cpuNsOf(pid) - before[i]!);
    expect(Math.min(...spent)).toBeGreaterThan(10_000_000);
    // Each is counted when its answer is out.
    await expect.poll(() => metricOf('newsgraph_http_requests_total')).toBe(4 * CONNECTIONS);
    await expect.poll(() => metricOf('newsgraph_info')).toBe(1);
  });

  it('starts anew what is killed, and loses nothing else', async () => {
    const { child } = await started();
    // Each request is logged, and `said` keeps the last of it.
    let told = false;
    child.stdout?.on('data', (chunk) => {
      told ||= String(chunk).includes('A process that serves has ended; another follows');
    });
    const [killed, other] = childrenOf(child.pid!);
    const all = clients();
    let stop = false;
    const failures = all.map(() => 0);
    const asking = all.map(async (client, c) => {
      for (let i = c; !stop; i++) {
        const answer = await ask(client, article(i)).catch(() => null);
        if (answer !== null && !answer.includes('"errors"')) continue;
        failures[c]!++;
        await sleep(DYING_MS);
      }
    });
    await sleep(300);
    process.kill(killed!, 'SIGKILL');
    await expect.poll(() => childrenOf(child.pid!).length).toBe(2);
    await expect.poll(() => metricOf('newsgraph_info')).toBe(1);
    stop = true;
    await Promise.all(asking);
    await Promise.all(all.map((client) => client.close()));
    expect(childrenOf(child.pid!)).toContain(other);
    expect(childrenOf(child.pid!)).not.toContain(killed);
    // What it had in hand, once for each connection; and others were not its own.
    expect(Math.max(...failures)).toBeLessThanOrEqual(1);
    expect(failures.filter((count) => count === 0).length).toBeGreaterThan(0);
    await expect.poll(() => told).toBe(true);
  });

  it('shows in one process what the other has stored', async () => {
    const { key } = await started();
    const all = clients();
    const newest = '{"query":"{ articles(first: 1) { nodes { headline } } }"}';
    await Promise.all(all.map((client) => ask(client, newest)));
    const text = 'Ferry sails again\\n\\n31 December 2099\\n\\nThe first ferry left at dawn on Thursday.';
    const ingest = `{"query":"mutation { ingestArticle(input: { text: \\"${text.replaceAll('\\n', '\\\\n')}\\", url: \\"https://orsk.example/ferry\\" }) { ... on ArticleAccepted { status } ... on ArticleRefused { message } } }"}`;
    expect(await ask(all[0]!, ingest, { authorization: `Bearer ${key}` })).toContain('STORED');
    // 200 ms are promised, and without being told it would be a minute; a busy machine takes its time to run either.
    const told = () => Promise.all(all.map((client) => ask(client, newest)));
    await expect
      .poll(async () => (await told()).filter((answer) => answer.includes('Ferry sails')).length, {
        timeout: 30_000,
      })
      .toBe(CONNECTIONS);
    await Promise.all(all.map((client) => client.close()));
  });

  it('ends all processes on SIGTERM', async () => {
    const { child, gone, said } = await started();
    const serving = childrenOf(child.pid!);
    child.kill('SIGTERM');
    await gone;
    expect(child.exitCode).toBe(0);
    expect(serving.filter(isRunning)).toEqual([]);
    expect(said().match(/"Stopped"/g)).toHaveLength(3);
  });

  it('says once that its port is taken', async () => {
    await started();
    const { port } = new URL(server.origin);
    const second = serve(own.connection, own.connection, { WEB_CONCURRENCY: '2', PORT: port });
    await expect(second).rejects.toThrow(/EADDRINUSE.*Set PORT to a free one/);
  });
});
