import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { createApiKey } from '../../../db/api-key.ts';
import { appendChanges } from '../../../db/outbox.ts';
import { inTransaction } from '../../../db/transaction.ts';
import { schema } from '../../../schema/index.ts';
import type { AnswerCache } from '../../../src/server/cache/answer-cache.ts';
import type { TestDatabase } from '../../support/database.ts';
import { storeTold } from '../../support/store-told.ts';
import { type TestServer, testServer } from '../running.ts';

export interface Node {
  readonly server: TestServer;
  readonly cache: AnswerCache;
}

/** Two servers on one database, and an article whose headline is a number that only grows. */
export interface TwoServers {
  readonly a: Node;
  readonly b: Node;
  /** By a mutation through a server, or past both; resolves with the number once who wrote is told that it is written. */
  write(through: Node | null): Promise<number>;
  /** Writes and reads at random; expects each read to show all that it must. */
  interleave(seed: number, steps: number): Promise<void>;
  stop(): Promise<void>;
}

export const PERSISTED = new Map([
  ['headline', '{ article(url: "https://gazette.example/number") { headline } }'],
  ['change', 'mutation { change }'],
  ['broken', '{ node(id: "none") { id } }'],
  ['changes', '{ changes(first: 0) { latestCursor } }'],
]);
const INGEST = 'mutation { ingestArticle(input: { text: "x" }) { __typename } }';
/** What other servers wrote shows after so long. */
const SOON_MS = 200;

export async function headlines({ server }: Node, headers: Record<string, string> = {}): Promise<number> {
  const { body } = await server.ask(PERSISTED.get('headline')!, { headers });
  const { article } = body.data as { article: { headline: string } };
  return Number(article.headline);
}

export async function twoServers(own: TestDatabase): Promise<TwoServers> {
  const told = { headline: '0', url: 'https://gazette.example/number' };
  const id = await storeTold(own.db, 'Ada Brisk spoke.', { people: ['Ada Brisk'] }, told);
  let last = 0;
  const commit = () =>
    inTransaction(own.db, async (trx) => {
      await sql`update article set headline = cast(cast(headline as int) + 1 as text) where id = ${id}`.execute(
        trx,
      );
      await appendChanges(trx, [{ noun: 'article', row_id: id, visibility_before: 2, visibility_after: 2 }]);
    });
  const ingest = async () => {
    await commit();
    return { kind: 'stored', articleId: id, version: 1 } as const;
  };
  const { key } = await createApiKey(own.db, { name: 'desk', scopes: ['ingest'], expiresAt: null });
  const config = { cache: { megabytes: 4, maxAgeS: 5, staleS: 30 } };
  const node = async (): Promise<Node> => {
    const server = await testServer(own, { schema, config, ingest, persisted: PERSISTED });
    return { server, cache: server.cache as AnswerCache };
  };
  const [a, b] = [await node(), await node()];
  for (const each of [a, b]) {
    while (each.cache.size.answers === 0) await headlines(each);
  }
  const write = async (through: Node | null): Promise<number> => {
    if (!through) await commit();
    else {
      const { body } = await through.server.ask(INGEST, { headers: { authorization: `Bearer ${key}` } });
      expect(body.errors).toBeUndefined();
    }
    return ++last;
  };
  return {
    a,
    b,
    write,
    interleave: (seed, steps) => interleave({ a, b, write, first: last }, seed, steps),
    stop: async () => void (await Promise.all([a.server.stop(), b.server.stop()])),
  };
}

interface Played extends Pick<TwoServers, 'a' | 'b' | 'write'> {
  readonly first: number;
}

async function interleave({ a, b, write, first }: Played, seed: number, steps: number): Promise<void> {
  const random = randomOf(seed);
  const one = <T>(of: readonly T[]) => of[Math.floor(random() * of.length)] as T;
  /** Who wrote what, and when that was acknowledged. */
  const written: { readonly number: number; readonly through: Node | null; readonly at: number }[] = [];
  const most = (least: (write: (typeof written)[number]) => boolean) =>
    Math.max(first, ...written.filter(least).map(({ number }) => number));
  const reads: Promise<void>[] = [];
  const read = (node: Node, latest: boolean) => {
    const now = performance.now();
    const wanted = most(({ through, at }) => latest || through === node || now - at > SOON_MS);
    const headers: Record<string, string> = latest ? { 'cache-control': 'no-cache' } : {};
    reads.push(headlines(node, headers).then((shown) => expect(shown).toBeGreaterThanOrEqual(wanted)));
  };
  for (let step = 0; step < steps; step++) {
    const act = random();
    if (act < 0.25) {
      const through = one([a, b, null]);
      const number = await write(through);
      written.push({ number, through, at: performance.now() });
    } else if (act < 0.85) read(one([a, b]), random() < 0.3);
    else await sleep(random() * 30);
  }
  await Promise.all(reads);
  await sleep(SOON_MS);
  const end = most(() => true);
  expect(await Promise.all([headlines(a), headlines(b)])).toEqual([end, end]);
}

/** https://en.wikipedia.org/wiki/Xorshift */
function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
