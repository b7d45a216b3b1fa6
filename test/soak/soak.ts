import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { serve } from '../support/served.ts';
import { databaseOf, openSession, startTestServer } from '../support/server.ts';
import { mixedLoad } from './load.ts';
import { pictureOf } from './picture.ts';
import { type Looked, lineOf, look, quantile, type Sample } from './samples.ts';
import { faultsOf, isTooShort, leftOver, type Soaked } from './verdict.ts';

const USAGE = `npm run soak -- [options]
  --minutes N   how long, 30 without it; a part of one, such as 0.5, too
  --seed N      of what is asked, 1 without it
  --svg FILE    where a picture of memory and latency goes; none without it`;
const SAMPLES_AT_LEAST = 12;
const MOST_INTERVAL_S = 15;
/** Clients keep their connections for a minute. */
const QUIET_WITHIN_MS = 300_000;
const SETTLE_MS = 1_000;

interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly svg: string | undefined;
}

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      svg: { type: 'string' },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0 && minutes <= 10_000) || !Number.isInteger(seed)) throw new Error(`Not so.\n\n${USAGE}`);
  return { minutes, seed, svg: values.svg };
}

/** A server of its own, on a new database of the built-in Postgres, under a mixed load. */
async function soak({ minutes, seed }: Options, say: (line: string) => void): Promise<Soaked> {
  const postgres = await startTestServer();
  const name = `${postgres.prefix}soak`;
  const session = await openSession(postgres.connection);
  try {
    await session.query(`create database ${name} template ${postgres.template}`);
    const connection = databaseOf(postgres.connection, name);
    const served = await serve(connection, connection, { METRICS_PORT: '0' });
    const metricsUrl = /http:[^"]*\/metrics/.exec(served.said())?.[0] ?? '';
    const looked = () => look(metricsUrl, session, name);
    try {
      const before = await looked();
      const load = mixedLoad(served, seed);
      const samples: Sample[] = [];
      const began = performance.now();
      const everyS = Math.min(MOST_INTERVAL_S, (minutes * 60) / SAMPLES_AT_LEAST);
      for (let due = everyS; due <= minutes * 60 + 0.001 && served.isUp(); due += everyS) {
        await sleep(began + due * 1_000 - performance.now());
        const ms = load.takeMs();
        const [p50Ms, p99Ms] = [quantile(ms, 0.5), quantile(ms, 0.99)];
        const atS = (performance.now() - began) / 1_000;
        samples.push({ atS, requests: ms.length, p50Ms, p99Ms, ...(await looked()) });
        say(lineOf(samples.at(-1) as Sample));
      }
      await load.stop();
      const after = await whenQuiet(before, looked);
      served.child.kill('SIGTERM');
      await served.gone;
      return { samples, answers: load.answers, before, after, exitCode: served.child.exitCode };
    } finally {
      await served.kill();
    }
  } finally {
    await session.end();
    await postgres.stop();
  }
}

async function whenQuiet(before: Looked, looked: () => Promise<Looked>): Promise<Looked> {
  const until = performance.now() + QUIET_WITHIN_MS;
  for (;;) {
    await sleep(SETTLE_MS);
    const seen = await looked();
    if (leftOver(before, seen).length === 0 || performance.now() > until) return seen;
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const soaked = await soak(options, say);
  const caption = `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores of ${cpus()[0]?.model}, ${options.minutes} minutes`;
  if (options.svg) await writeFile(options.svg, pictureOf(soaked.samples, caption));
  say(`Answers: ${JSON.stringify(soaked.answers)}`);
  const faults = faultsOf(soaked);
  if (isTooShort(soaked.samples)) say('Too short to tell whether memory grows');
  say(faults.length > 0 ? `Not well:\n  ${faults.join('\n  ')}` : 'All is well');
  process.exitCode = faults.length > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
