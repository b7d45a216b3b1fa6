import fc from 'fast-check';
import { type RawNode, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from '../../db/keyset.ts';
import { countSearch, readSearch } from '../../db/search.ts';
import { readingsOf } from '../../db/search-question.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { addActor, addArticle, addEvent, addQuote } from '../support/searchable.ts';
import { ALL_TYPES, found, searchFor } from '../support/searching.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

describe('pages of a search', () => {
  /** Ties of time, across nouns too; names of the same likeness in as many articles. */
  async function insertTies(word: string) {
    for (let i = 0; i < 12; i++) {
      const listedAt = `2026-02-0${1 + (i % 3)} 00:00:00${i % 2 ? '' : '.000001'}+00`;
      const article = await addArticle(own.db, {
        headline: `The ${word} ${i}`,
        listedAt,
        language: i % 4 ? 'en' : 'fr',
      });
      await addQuote(own.db, article, `A ${word} once`);
      await addQuote(own.db, article, `A ${word} twice`, 9);
      await addEvent(own.db, `The ${word} meeting`, { day: `2026-02-0${1 + (i % 4)}` });
      const kind = i % 2 ? ('organization' as const) : ('person' as const);
      await addActor(own.db, `${['Ilva', 'Tam', 'Bero'][i % 3]} ${word}${i % 4 ? '' : 'in'}`, {
        kind,
        articles: 1 + (i % 3),
      });
    }
  }

  async function walk(read: Awaited<ReturnType<typeof searchFor>>['read'], limit: number, backward: boolean) {
    const ids: string[] = [];
    let bound: Page['after'] = null;
    for (;;) {
      const slice = await read({ limit, backward, [backward ? 'before' : 'after']: bound });
      expect(backward ? slice.hasNext : slice.hasPrevious).toBe(ids.length > 0);
      const page = slice.items.map(({ row }) => `${row.noun} ${row.id}`);
      ids.splice(backward ? 0 : ids.length, 0, ...page);
      if (!(backward ? slice.hasPrevious : slice.hasNext)) return ids;
      bound = (backward ? slice.items[0] : slice.items.at(-1))?.position ?? null;
      expect(bound).not.toBeNull();
    }
  }

  it('concatenate to the whole, in both directions, whatever their size and the types', async () => {
    await insertTies('Quendal');
    const run = fc.asyncProperty(
      fc.subarray([...ALL_TYPES], { minLength: 1 }),
      fc.constantFrom(null, 'en'),
      fc.integer({ min: 1, max: 25 }),
      fc.boolean(),
      async (types, language, limit, backward) => {
        const { read, count } = await searchFor(own, 'quendal', { types, language });
        const whole = await walk(read, 1000, false);
        expect(new Set(whole).size).toBe(whole.length);
        expect(whole).toHaveLength(await count());
        expect(await walk(read, limit, backward)).toEqual(whole);
      },
    );
    await fc.assert(run, { numRuns: 10 });
    expect(await (await searchFor(own, 'quendal')).count()).toBe(60);
  });

  it('hold what lies between any two places', async () => {
    await insertTies('Rothemar');
    const { read } = await searchFor(own, 'rothemar');
    const { items } = await read({});
    const place = fc.nat(items.length - 1);
    await fc.assert(
      fc.asyncProperty(place, place, fc.boolean(), async (a, b, backward) => {
        const between = await read({ after: items[a]!.position, before: items[b]!.position, backward });
        expect(between.items).toEqual(items.slice(a + 1, b));
        expect(between.hasPrevious || between.hasNext).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('give nothing twice and miss nothing that was there while new articles come in', async () => {
    await insertTies('Sorrenby');
    const { read } = await searchFor(own, 'sorrenby');
    const before = (await read({})).items.map(({ row }) => `${row.noun} ${row.id}`);
    const seen: string[] = [];
    let after: Page['after'] = null;
    for (let page = 0; ; page++) {
      const slice = await read({ limit: 7, after });
      seen.push(...slice.items.map(({ row }) => `${row.noun} ${row.id}`));
      after = slice.items.at(-1)?.position ?? null;
      if (!slice.hasNext) break;
      await addArticle(own.db, { headline: 'Sorrenby again', listedAt: `2026-03-01 00:00:0${page}+00` });
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((one) => before.includes(one))).toEqual(before);
  });
});

describe('the statements of a search', () => {
  it('are one to read the question and one for the page, and count up to the cap', async () => {
    own.statements.length = 0;
    const { read, count } = await searchFor(own, 'bell');
    expect(own.statements).toHaveLength(1);
    await read({});
    expect(own.statements).toHaveLength(2);
    await count();
    expect(own.statements).toHaveLength(3);
  });

  it('are planned anew for each question', async () => {
    for (let i = 0; i < 4; i++) await found(own, 'bell');
    const { rows } = await sql`select from pg_prepared_statements where statement like '%each_noun%'`.execute(
      own.db,
    );
    expect(rows).toEqual([]);
  });

  it('read no table from end to end, be the words rare or in every third text', async () => {
    await insertMany(own);
    for (const words of ['rarity', 'thirdword', 'thirdword -rarity', 'Ilva Nobody']) {
      own.statements.length = 0;
      for (const plan of await plansOf(words)) {
        expect(plan).not.toMatch(/Seq Scan on (article|quote|event|actor)\b/);
        expect(plan).toMatch(/names_like/);
      }
    }
  });
});

async function insertMany({ db }: TestDatabase): Promise<void> {
  await sql`insert into article (headline, body, language, content_hash, listed_at, visible_from, visibility)
    select case when i % 3 = 0 then 'thirdword ' else '' end || md5(i::text) || case when i % 500 = 7 then ' rarity' else '' end,
      (select string_agg(md5((i * 1000 + k)::text), ' ') from generate_series(1, 40) k), 'en', sha256(i::text::bytea),
      timestamptz '2020-01-01' + i * interval '1 hour', '2020-01-01', 2 from generate_series(1, 2500) i`.execute(
    db,
  );
  await sql`insert into quote (article_id, listed_at, article_visibility, kind, text, language, spans, version, first_version, extractor, confidence)
    select id, listed_at, 2, 'direct', headline, language, '{[0,5)}', 1, 1, 'test', 1 from article where headline <> 'Untitled'
    on conflict do nothing`.execute(db);
  await sql`insert into event (name, kind, status, listed_on, language, public_count)
    select headline, 'other', 'happened', listed_at::date, 'en', 1 from article`.execute(db);
  await sql`with a as (insert into actor (kind, name, public_count) select 'person', 'N' || md5(i::text), 1 from generate_series(1, 12000) i returning *)
    insert into actor_name (actor_id, kind, name, source, own) select id, kind, name, 'article', true from a`.execute(
    db,
  );
  await sql`vacuum analyze article, quote, event, actor, actor_name`.execute(db);
}

/** How Postgres would run the page and the count. */
async function plansOf(words: string): Promise<string[]> {
  const plans: string[] = [];
  const explaining = own.db.withPlugin({
    transformQuery: ({ node }) => {
      const [first, ...rest] = (node as RawNode).sqlFragments;
      return { ...node, sqlFragments: [`explain ${first}`, ...rest] } as RawNode;
    },
    transformResult: async ({ result }) => {
      plans.push(result.rows.map((row) => row['QUERY PLAN']).join('\n'));
      return { ...result, rows: [] };
    },
  });
  const question = { words, language: null };
  const search = { question, types: ALL_TYPES, readings: await readingsOf(reader(own), question) };
  await readSearch({ ...reader(own), db: explaining }, search, {
    limit: 20,
    backward: false,
    after: null,
    before: null,
  });
  await countSearch({ ...reader(own), db: explaining }, search);
  expect(plans).toHaveLength(2);
  return plans;
}
