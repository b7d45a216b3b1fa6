import { setTimeout as sleep } from 'node:timers/promises';
import type { Served } from './served.ts';

export interface Heard {
  readonly kind: 'read' | 'write';
  readonly ms: number;
  readonly status: number;
  /** `OK`, a code of ours, or what the network said. */
  readonly code: string;
  /** When it came, by `performance.now()`. */
  readonly at: number;
}

export interface Witness {
  readonly heard: readonly Heard[];
  /** Addresses of the articles of which the server said that they are stored. */
  readonly acknowledged: readonly string[];
  /** Why `/health/ready` said no, and when. */
  readonly reasons: readonly { readonly reason: string; readonly at: number }[];
  /** The first answer to a write that began after this moment and was one. */
  wellSince(moment: number, withinMs: number): Promise<number>;
  stop(): Promise<void>;
}

export const INGEST = `mutation ($text: String!, $url: URL!) { ingestArticle(input: { text: $text, url: $url }) {
  ... on ArticleAccepted { status } ... on ArticleRefused { message } } }`;
const READ = '{ articles(first: 5) { totalCount nodes { headline quotes(first: 2) { totalCount } } } }';
const PAUSE_MS = 20;
const READERS = 4;
const WRITERS = 2;

let written = 0;

/** Reads, writes and asks for the health of a server without a pause, and notes what it hears. */
export function witness(served: Served): Witness {
  const heard: (Heard & { readonly asked: number })[] = [];
  const acknowledged: string[] = [];
  const reasons: { reason: string; at: number }[] = [];
  let stopped = false;
  const again = async (act: () => Promise<void>) => {
    while (!stopped) {
      await act();
      await sleep(PAUSE_MS);
    }
  };
  const ask = async (kind: Heard['kind'], query: string, variables: object) => {
    const asked = performance.now();
    const { status, code, data } = await answerTo(served, query, variables);
    const at = performance.now();
    heard.push({ kind, ms: at - asked, status, code, at, asked });
    return code === 'OK' ? data : null;
  };
  const write = async () => {
    const url = `https://herald.example/news/${process.pid}-${++written}`;
    const text = articleOf(written);
    const data = await ask('write', INGEST, { text, url });
    if (data?.ingestArticle?.status === 'STORED') acknowledged.push(url);
  };
  const probe = async () => {
    const answer = await fetch(`${served.origin}/health/ready`).catch(() => null);
    if (answer?.status !== 503) return;
    const { reason } = (await answer.json()) as { reason: string };
    reasons.push({ reason, at: performance.now() });
  };
  const all = Promise.all([
    ...Array.from({ length: READERS }, () => again(async () => void (await ask('read', READ, {})))),
    ...Array.from({ length: WRITERS }, () => again(write)),
    again(probe),
  ]);
  return {
    heard,
    acknowledged,
    reasons,
    async wellSince(moment, withinMs) {
      const isWell = ({ kind, code, asked }: (typeof heard)[number]) =>
        kind === 'write' && code === 'OK' && asked > moment;
      for (const until = moment + withinMs; performance.now() < until; await sleep(10)) {
        const first = heard.findLast(isWell) && heard.find(isWell);
        if (first) return first.at - moment;
      }
      throw new Error(
        `No write was answered within ${withinMs} ms; the last: ${JSON.stringify(heard.filter(({ kind }) => kind === 'write').slice(-2))}`,
      );
    },
    async stop() {
      stopped = true;
      await all;
    },
  };
}

interface Said {
  readonly data?: { readonly ingestArticle?: { readonly status?: string } };
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

export async function answerTo({ url, key }: Served, query: string, variables: object) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        authorization: `Bearer ${key}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Said;
    return { status: response.status, code: errors ? (errors[0]?.extensions?.code ?? 'none') : 'OK', data };
  } catch (error) {
    const cause = (error as { cause?: { code?: string; message?: string } }).cause;
    return { status: 0, code: cause?.code ?? cause?.message ?? String(error), data: undefined };
  }
}

/** Each of its own words, so that none is taken for another's reprint. */
export function articleOf(n: number): string {
  return `Harbour board hears report number ${n}

The Velm Herald
January 13, 2026 at 6:12PM

Chairwoman Mirela Ostrand said Tuesday that berth ${n} would close for ${n} days.

“Berth ${n} is the oldest that we have,” Ostrand said. “We will open it again when its ${n} piles are sound.”`;
}
