import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'undici';

export interface Answer {
  /** `refused`: with 503, its code, and when to come back. */
  readonly outcome: 'answered' | 'refused' | `${number} ${string}`;
  readonly ms: number;
}

const HEADERS = { 'content-type': 'application/json' };

async function ask(pool: Pool, query: string): Promise<Answer> {
  const asked = performance.now();
  const outcome = await outcomeOf(pool, query).catch((error: Error) => `0 ${error.message}` as const);
  return { outcome, ms: performance.now() - asked };
}

async function outcomeOf(pool: Pool, query: string): Promise<Answer['outcome']> {
  const body = JSON.stringify({ query });
  const answer = await pool.request({ path: '/graphql', method: 'POST', headers: HEADERS, body });
  const text = await answer.body.text();
  const { statusCode, headers } = answer;
  if (statusCode === 200 && !text.includes('"errors":[')) return 'answered';
  const isRefusal =
    statusCode === 503 && text.includes('"UNAVAILABLE"') && Number(headers['retry-after']) > 0;
  return isRefusal ? 'refused' : `${statusCode} ${text.slice(0, 200)}`;
}

export type ClosedLoop = { readonly atOnce: number } & (
  | { readonly ms: number }
  | { readonly until: Answer['outcome'] }
);

/** Each asks again once it is answered. */
export async function closedLoop(pool: Pool, query: string, loop: ClosedLoop): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const began = performance.now();
  const goesOn = () =>
    'ms' in loop ? performance.now() - began < loop.ms : answers.at(-1)?.outcome !== loop.until;
  const one = async () => {
    while (goesOn()) answers.push(await ask(pool, query));
  };
  await Promise.all(Array.from({ length: loop.atOnce }, one));
  return answers;
}

const TICK_MS = 10;

export interface OpenLoop {
  /** Those that came until now. */
  heard(): readonly Answer[];
  /** Once each has come. */
  readonly all: Promise<readonly Answer[]>;
}

/** So many ask a second, whatever becomes of those before. Resolves when the last has asked. */
export async function openLoop(
  pool: Pool,
  query: string,
  { rate, ms }: { readonly rate: number; readonly ms: number },
): Promise<OpenLoop> {
  const answers: Answer[] = [];
  const under: Promise<unknown>[] = [];
  const began = performance.now();
  for (let passed = 0; passed < ms; passed = performance.now() - began) {
    while (under.length < (rate * passed) / 1_000)
      under.push(ask(pool, query).then((answer) => answers.push(answer)));
    await sleep(TICK_MS);
  }
  return { heard: () => [...answers], all: Promise.all(under).then(() => answers) };
}
