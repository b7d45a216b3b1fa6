import type pg from 'pg';
import { openDatabase } from '../../../db/client.ts';
import type { Embedded } from '../../../db/embedded.ts';
import { databaseOf, urlOf } from '../../support/server.ts';
import { QUESTIONS, type Question } from '../ask/answer.ts';
import { type Asked, askedOf } from '../data/asked.ts';
import { keptDatabase } from '../data/kept.ts';
import { buffersOf } from './buffers.ts';
import { compareAnswers } from './equal.ts';
import { type ByServer, figuresOf, type Measured, type Window } from './figures.ts';
import { furtherOf } from './further.ts';
import { type Load, load } from './load.ts';
import { cpuNsBetween, cpuNsOf, cpuNsOfBackends, memoryOf } from './proc.ts';
import { type Name, type Server, startServer } from './servers.ts';

export const CONNECTIONS = 32;
const ROUNDS_AT_MOST = 20;
const WINDOW_S = 2;
const REQUESTS_A_WINDOW = 50_000;
const WARM_UP_SHARE = 0.3;

export interface Run {
  readonly articles: number;
  readonly names: readonly Name[];
  /** Of load, for each question and server, all rounds together. */
  readonly seconds: number;
  /** For what the servers log. */
  readonly folder: string;
  readonly onProgress: (message: string) => void;
  readonly signal: AbortSignal;
}

/** Windows move fivefold: what is compared lies side by side, several times. */
export function roundsOf(seconds: number): number {
  return Math.min(ROUNDS_AT_MOST, Math.max(1, Math.floor(seconds / WINDOW_S)));
}

const questions = Object.keys(QUESTIONS) as Question[];

export async function measure(
  kept: Embedded,
  { articles, names, seconds, folder, onProgress, signal }: Run,
): Promise<Measured> {
  const connection = databaseOf(kept.connection, await keptDatabase(kept, articles, { onProgress, signal }));
  const { pool, close } = openDatabase({ connection, applicationName: 'newsgraph bench', poolSize: 1 });
  const servers: Server[] = [];
  // Whoever asks them then fails, and what was opened is closed.
  const stop = () => Promise.all(servers.map((server) => server.stop()));
  signal.addEventListener('abort', stop);
  try {
    const asked = await askedOf(pool);
    for (const name of names) {
      signal.throwIfAborted();
      servers.push(await startServer(name, urlOf(connection), CONNECTIONS, folder));
    }
    const compared = await compareAnswers(servers, asked);
    const counts = questions.map((question) => `${question} ${compared[question]}`).join(', ');
    onProgress(`${articles} articles: all answers are equal (${counts} of each server)`);

    await warmUp(servers, asked, seconds * WARM_UP_SHARE);
    onProgress('All are warm');
    const buffers = await buffersOf(pool, servers, asked);
    const windows = await windowsOf(pool, servers, asked, { seconds, onProgress });
    const ours = servers.find(({ name }) => name === 'us');
    const further = ours ? await furtherOf(pool, ours, seconds / 4) : null;
    for (const { title, collector } of servers) {
      if (!collector) continue;
      if (collector.spans() === 0) throw new Error(`${title} sent no traces.`);
      onProgress(`${title} sent ${collector.spans()} spans`);
    }
    const memory = Object.fromEntries(servers.map(({ name, pid }) => [name, memoryOf(pid)]));
    const figures = questions.map((question) => [question, figuresOf(windows[question], buffers[question])]);
    return { articles, questions: Object.fromEntries(figures), memory, further };
  } finally {
    await stop();
    await close();
  }
}

/** Until what is hot is compiled and cached. */
async function warmUp(servers: readonly Server[], asked: Asked, seconds: number): Promise<void> {
  for (const question of questions)
    for (const server of servers) await load(server.pool, loadOf(server, question, asked, seconds));
}

/** Of each question, the windows of each round. */
async function windowsOf(
  pool: pg.Pool,
  servers: readonly Server[],
  asked: Asked,
  { seconds, onProgress }: Pick<Run, 'seconds' | 'onProgress'>,
): Promise<Record<Question, ByServer<Window>[]>> {
  const windows: Record<Question, ByServer<Window>[]> = { Q1: [], Q2: [], Q3: [], Q4: [] };
  const rounds = roundsOf(seconds);
  for (let round = 0; round < rounds; round++) {
    for (const question of questions) {
      const ofRound: ByServer<Window> = {};
      for (const server of rotated(servers, round)) {
        const asking = loadOf(server, question, asked, seconds / rounds);
        ofRound[server.name] = await oneWindow(pool, server, asking);
      }
      windows[question].push(ofRound);
    }
    onProgress(`Round ${round + 1} of ${rounds} is over`);
  }
  return windows;
}

async function oneWindow(pool: pg.Pool, server: Server, asked: Load): Promise<Window> {
  const serverNs = cpuNsOf(server.pid);
  const backends = await cpuNsOfBackends(pool, server.applicationName);
  const loaded = await load(server.pool, asked);
  return {
    ...loaded,
    serverNs: cpuNsOf(server.pid) - serverNs,
    postgresNs: cpuNsBetween(backends, await cpuNsOfBackends(pool, server.applicationName)),
  };
}

function loadOf({ asking }: Server, question: Question, asked: Asked, seconds: number): Load {
  const bodies = asked[question].map((id) => asking.body(question, id));
  const path = asking.path(question);
  return { path, bodies, connections: CONNECTIONS, seconds, requestsAtMost: REQUESTS_A_WINDOW };
}

function rotated<T>(values: readonly T[], by: number): T[] {
  const start = by % values.length;
  return [...values.slice(start), ...values.slice(0, start)];
}
