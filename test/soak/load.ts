import { setTimeout as sleep } from 'node:timers/promises';
import { stream } from '../server/live/streaming.ts';
import { askHostile } from '../support/hostile-load.ts';
import { hostileRequest } from '../support/hostile-requests.ts';
import { Draw } from '../support/hostile-values.ts';
import type { Served } from '../support/served.ts';
import { answerTo, articleOf, INGEST } from '../support/witness.ts';

type Counts = Record<string, number>;

export interface Answers {
  /** To readers, writers and subscribers. */
  readonly asked: Readonly<Counts>;
  /** To who asks what nobody should. */
  readonly hostile: Readonly<Counts>;
}

export interface Mixed {
  /** How often each came so far: `200`, `503 UNAVAILABLE`, `0 ECONNRESET`. */
  readonly answers: Answers;
  /** What reads, searches and writes took since this was called last. */
  takeMs(): number[];
  stop(): Promise<void>;
}

const READS: readonly string[] = [
  '{ articles(first: 10) { totalCount nodes { headline quotes(first: 3) { nodes { text speakers { __typename } } } } } }',
  '{ people(first: 10) { nodes { name quotes(first: 3) { nodes { text article { headline } } } } } }',
  'query ($word: String!) { search(query: $word, first: 10) { totalCount edges { score node { __typename } } } }',
  'query ($word: String!) { quotes(first: 5, filter: { text: $word }) { nodes { text } } }',
];
const WORDS = ['harbour', 'berth', 'piles', 'Ostrand', 'oldest', 'report', 'nobody'];
const CHANGES = 'subscription { articleChanged { kind node { headline url } } }';

const READERS = 4;
const WRITERS = 1;
const SUBSCRIBERS = 12;
const HOSTILE = 2;
const PAUSE_MS = 15;
const LONGEST_SUBSCRIPTION_MS = 4_000;

/** Reads, searches, articles, subscriptions that are dropped and opened again, and hostile requests, until it is stopped. */
export function mixedLoad(served: Served, seed: number): Mixed {
  const answers = { asked: {} as Counts, hostile: {} as Counts };
  const draw = new Draw(seed);
  let ms: number[] = [];
  let stopped = false;
  const count = (outcome: string, counts = answers.asked) => {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  };
  const again = async (act: () => Promise<void>) => {
    for (; !stopped; await sleep(PAUSE_MS)) await act();
  };
  const ask = async (query: string, variables: object) => {
    const asked = performance.now();
    const { status, code } = await answerTo(served, query, variables);
    ms.push(performance.now() - asked);
    count(code === 'OK' ? `${status}` : `${status} ${code}`);
  };
  const read = () =>
    ask(READS[draw.below(READS.length)] as string, { word: WORDS[draw.below(WORDS.length)] });
  let written = 0;
  const write = async () => {
    const n = ++written;
    await ask(INGEST, { text: articleOf(n), url: `https://herald.example/soak/${n}` });
    await sleep(10 * PAUSE_MS);
  };
  const subscribe = async () => {
    const subscribed = await stream(served.url, CHANGES).catch(() => null);
    count(subscribed ? `${subscribed.response.status}` : '0 subscription');
    await sleep(draw.below(LONGEST_SUBSCRIPTION_MS));
    subscribed?.leave();
  };
  const attack = async () => {
    const { status, text } = await askHostile(served.origin, hostileRequest(draw, []));
    // Many are cut for what they are.
    const outcome = status < 500 ? `${status}` : `${status} ${/"code":"(\w+)"/.exec(text)?.[1]}`;
    if (status > 0) count(outcome, answers.hostile);
  };
  const acts: readonly [number, () => Promise<void>][] = [
    [READERS, read],
    [WRITERS, write],
    [SUBSCRIBERS, subscribe],
    [HOSTILE, attack],
  ];
  const all = Promise.all(acts.flatMap(([times, act]) => Array.from({ length: times }, () => again(act))));
  return {
    answers,
    takeMs() {
      const taken = ms;
      ms = [];
      return taken;
    },
    async stop() {
      stopped = true;
      await all;
    },
  };
}
