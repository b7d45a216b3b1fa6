import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { urlKey } from '../../db/url.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { generateData } from './data/generate.ts';

const ARTICLES = 300;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await generateData(database.connection, ARTICLES);
});
afterAll(() => database.close());

async function rowsOf<R>(text: string): Promise<R[]> {
  const { rows } = await database.pool.query(text);
  return rows;
}

/** How many rows of each table point at nothing: they were written without any check. */
async function danglingRows(): Promise<Record<string, number>> {
  const keys = await rowsOf<{ name: string; child: string; parent: string; equal: string; given: string }>(`
    select conname as name, conrelid::regclass::text as child, confrelid::regclass::text as parent,
      string_agg(format('p.%I = c.%I', r.attname, a.attname), ' and ') as equal,
      string_agg(format('c.%I is not null', a.attname), ' and ') as given
    from pg_constraint, unnest(conkey, confkey) as k (own, other)
    join pg_attribute as a on true join pg_attribute as r on true
    where contype = 'f' and connamespace = 'public'::regnamespace
      and a.attrelid = conrelid and a.attnum = k.own and r.attrelid = confrelid and r.attnum = k.other
    group by 1, 2, 3, conrelid, confrelid`);
  expect(keys.length).toBeGreaterThan(25);
  const dangling: Record<string, number> = {};
  for (const { name, child, parent, equal, given } of keys) {
    const [row] = await rowsOf<{ n: number }>(
      `select count(*)::int4 as n from ${child} as c where ${given} and not exists (select from ${parent} as p where ${equal})`,
    );
    if (row!.n > 0) dangling[name] = row!.n;
  }
  return dangling;
}

const COUNTED = ['actor', 'actor_name', 'event', 'event_participant', 'affiliation'];

async function counted(): Promise<Record<string, { public: number; embargoed: number }>> {
  const rows = await Promise.all(
    COUNTED.map((table) =>
      rowsOf<{ public: number; embargoed: number }>(
        `select coalesce(sum(public_count), 0)::int4 as public, coalesce(sum(embargoed_count), 0)::int4 as embargoed from ${table}`,
      ),
    ),
  );
  return Object.fromEntries(COUNTED.map((table, i) => [table, rows[i]![0]!]));
}

describe('the generated data', () => {
  it('holds every foreign key, visibility and time of the articles included', async () => {
    expect(await danglingRows()).toEqual({});
  });

  it('has as many articles as asked for, three quotes each, some embargoed and some withdrawn', async () => {
    const rows = await rowsOf(`
      select visibility, count(*)::int4 as articles, sum((select count(*) from quote where article_id = a.id))::int4 as quotes
      from article as a group by 1 order by 1`);
    expect(rows).toEqual([
      { visibility: 0, articles: 4, quotes: 12 },
      { visibility: 1, articles: 4, quotes: 12 },
      { visibility: 2, articles: ARTICLES - 8, quotes: (ARTICLES - 8) * 3 },
    ]);
  });

  it('has the words, the cue, the speaker and every mention where the spans say', async () => {
    const wrong = await rowsOf(`
      with place as (
        select article_id, text as words, lower(spans) as low, upper(spans) as high from quote
        union all select article_id, cue, lower(cue_span), upper(cue_span) from quote
        union all select article_id, name, lower(p.span), upper(p.span) from quote_party as p join quote as q on q.id = quote_id
        union all select article_id, surface, lower(span), upper(span) from mention
      )
      select words, substr(body, low + 1, high - low) as there from place join article on article.id = article_id
      where words <> substr(body, low + 1, high - low) limit 3`);
    expect(wrong).toEqual([]);
  });

  it('counts mentions as they stand, and finds articles by their addresses', async () => {
    const miscounted = await rowsOf(`
      select * from article_actor as a where mention_count <>
        (select count(*) from mention as m where m.article_id = a.article_id and m.actor_id = a.actor_id)`);
    expect(miscounted).toEqual([]);
    const urls = await rowsOf<{ key: string; url: string }>('select key, url from article_url');
    expect(urls.map(({ url }) => urlKey(url))).toEqual(urls.map(({ key }) => key));
  });

  it('names a few people very often and most of them hardly ever', async () => {
    const [row] = await rowsOf<{ most: number; middle: number }>(`
      select max(public_count) as most, percentile_disc(0.5) within group (order by public_count)::int4 as middle
      from actor where kind = 'person' and visibility = 2`);
    expect(row!.most).toBeGreaterThan(5 * row!.middle);
  });

  it('shows the peers what the public may see, and nothing else', async () => {
    const [row] = await rowsOf(`
      select (select count(*)::int4 from bench.article) as articles, (select count(*)::int4 from bench.quote) as quotes,
        (select count(*) from bench.actor join actor using (id) where visibility < 2)::int4 as hidden`);
    expect(row).toEqual({ articles: ARTICLES - 8, quotes: (ARTICLES - 8) * 3, hidden: 0 });
  });

  it('gives the next row of each table an id of its own', async () => {
    const { rows } = await sql<{ id: string }>`
      insert into actor (kind, name) values ('person', 'Someone New') returning id`.execute(database.db);
    expect(rows).toHaveLength(1);
  });

  // Deletes: the last one.
  it('counts what the triggers would count: they arrive at nothing once all articles are gone', async () => {
    const before = await counted();
    expect(Object.values(before).filter((sum) => sum.public === 0 || sum.embargoed === 0)).toEqual([]);
    await database.pool.query('delete from article');
    const nothing = { public: 0, embargoed: 0 };
    expect(await counted()).toEqual(Object.fromEntries(COUNTED.map((table) => [table, nothing])));
  });
});
