import { Pool } from 'undici';

export interface Load {
  readonly path: string;
  /** Asked in turn, again and again. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Ends before its time where so many were answered. */
  readonly requestsAtMost: number;
}

export interface Loaded {
  readonly requests: number;
  readonly seconds: number;
  /** Of each request. */
  readonly latenciesMs: readonly number[];
}

const HEADERS = { 'content-type': 'application/json' };

/** A closed loop: each connection asks again once it is answered. Throws at an answer that is none. */
export async function load(
  pool: Pool,
  { path, bodies, connections, seconds, requestsAtMost }: Load,
): Promise<Loaded> {
  const latenciesMs: number[] = [];
  const began = performance.now();
  let asked = 0;
  const connection = async () => {
    while (asked < requestsAtMost && performance.now() - began < seconds * 1000) {
      const body = bodies[asked++ % bodies.length]!;
      const from = performance.now();
      await ask(pool, path, body);
      latenciesMs.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  return { requests: latenciesMs.length, seconds: (performance.now() - began) / 1000, latenciesMs };
}

/** The answer's text. */
export async function ask(pool: Pool, path: string, body: string): Promise<string> {
  const answer = await pool.request({ path, method: 'POST', headers: HEADERS, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text.includes('"errors":['))
    throw new Error(`${path} answers ${answer.statusCode} to ${body}: ${text.slice(0, 500)}`);
  return text;
}

export function openPool(url: string, connections: number): Pool {
  return new Pool(new URL(url).origin, { connections, pipelining: 1, headersTimeout: 60_000 });
}
