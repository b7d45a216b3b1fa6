import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addArticleVersions } from '../../db/article-version.ts';
import { exportById, exportByUrl, exportPage, organizationsNamed } from '../../db/export.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf, execute } from '../support/graphql.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 12, people: 5, quotesEach: 2 });
  await addArticleVersions(database.db, [{ article_id: '2', ingested_at: '2026-02-01T00:00:00Z' }]);
});
afterAll(() => database.close());

/** Walks every edge of the schema once. */
const EVERYTHING = `{
  articles { totalCount nodes { id headline
    people { totalCount nodes { id } } organizations { totalCount nodes { id } } mentions { totalCount nodes { surface actor { id } event { id } article { id } linkStatus linkDecision { reason } } } linkDecisions { totalCount nodes { name } }
    quotes { totalCount nodes { id article { id } event { id } speakers { ... on Person { id } } addressees { ... on Person { id } } parties { role linkDecision { reason } } printings { totalCount } utterance { id } } }
    events { totalCount nodes { id } } bylines { person { id } } images { caption } subjects { name actor { id } } associations { uri } otherUrls fieldSources { field } publisher { id } versions { totalCount nodes { version quotesAdded { text quote { id } } quotesGone { text } correctionsAdded } } diff(from: 1, to: 1) { changes { text } }
    reprints { totalCount nodes { article { id } } } firstPrinting { id } } }
  people { totalCount nodes { id description alternateNames { name } articles { totalCount nodes { id } } articlesWritten { totalCount nodes { id } }
    quotes { totalCount nodes { id } } quotesReceived { totalCount nodes { id } } events { totalCount nodes { id } } mentions { totalCount nodes { surface } } linkDecisions { totalCount nodes { reason actor { id } candidates { id } article { id } } }
    affiliations { totalCount nodes { person { id } organization { id } articles { totalCount nodes { id } } } } } }
  organizations { totalCount nodes { id articlesPublished { totalCount nodes { id } } affiliations { totalCount nodes { role } } articles { totalCount } } }
  quotes(filter: { speaker: "PERSON", addressee: "PERSON", text: "water", published: { from: "2026-01-01T00:00:00Z" }, aboutActor: "PERSON", aboutEvent: "EVENT", publisher: "ORGANIZATION" }) { totalCount nodes { id } }
  filteredArticles: articles(filter: { aboutActor: "PERSON", aboutEvent: "EVENT" }) { totalCount nodes { id } }
  firstPrinted: articles(filter: { excludeReprints: true }) { totalCount nodes { id } }
  filteredPeople: people(filter: { name: "ilva", article: "ARTICLE", event: "EVENT", affiliatedWith: "ORGANIZATION" }) { totalCount nodes { id } }
  filteredEvents: events(filter: { participant: "PERSON", article: "ARTICLE" }) { totalCount nodes { id } }
  events { totalCount nodes { id participants { totalCount nodes { id } } articles { totalCount nodes { id } } quotes { totalCount } mentions { totalCount } } }
  utterances(filter: { speaker: "PERSON" }) { totalCount nodes { id text speakers { ... on Person { id utterances { totalCount nodes { id } } } } firstPrinting { id } printings { totalCount nodes { id } }
    wordings { totalCount nodes { text changes { kind } printings { totalCount nodes { id } } } } } }
  search(query: "ilva or river or water") { totalCount edges { score highlights { field } node { __typename } } }
  changes(first: 100) { nodes { node { __typename } ... on ArticleChange { node { headline } } } pageInfo { hasPreviousPage } }
  one: node(id: "ARTICLE") { id } article(id: "ARTICLE") { id } byUrl: article(url: "https://example.org/also/0") { id } person(id: "PERSON") { id } organization(id: "ORGANIZATION") { id } event(id: "EVENT") { id } utterance(id: "UTTERANCE") { id }
}`;

const id = (type: string, row: number) => Buffer.from(`${type}:${row}`).toString('base64url');

function everything(): string {
  return EVERYTHING.replaceAll('"PERSON"', `"${id('Person', 1)}"`)
    .replaceAll('"ORGANIZATION"', `"${id('Organization', 6)}"`)
    .replaceAll('"ARTICLE"', `"${id('Article', 1)}"`)
    .replaceAll('"UTTERANCE"', `"${id('Utterance', 1)}"`)
    .replaceAll('"EVENT"', `"${id('Event', 1)}"`);
}

/** Every use of a guarded table under an alias must come with a predicate of its own for that alias. */
function unguardedReads(statement: string, guarded: ReadonlySet<string>): string[] {
  const uses = [...statement.matchAll(/(?:from|join) "?(\w+)"? as "?(\w+)"?/g)].filter(([, table]) =>
    guarded.has(table as string),
  );
  const byAlias = Map.groupBy(uses, ([, , alias]) => alias as string);
  return [...byAlias].flatMap(([alias, ofAlias]) => {
    const predicates =
      statement.match(new RegExp(`"?\\b${alias}"?\\."(?:article_)?visibility" (= 2|>= 1)`, 'g')) ?? [];
    return ofAlias.slice(predicates.length).map(([use]) => use);
  });
}

async function guardedTables(): Promise<Set<string>> {
  const { rows } = await sql<{ table_name: string }>`
    select table_name from information_schema.columns where column_name = 'visibility' and table_schema = 'public'
  `.execute(database.db);
  return new Set(rows.map((row) => row.table_name));
}

describe('what may be seen', () => {
  it('is asked in every read of the schema', async () => {
    const guarded = await guardedTables();
    expect(guarded.size).toBeGreaterThan(10);
    database.statements.length = 0;
    await dataOf(database, everything());
    const tables = database.statements.flatMap((statement) => [
      ...statement.matchAll(/(?:from|join) "?\w+"? as/g),
    ]);
    expect(tables.length).toBeGreaterThan(100);
    expect(database.statements.flatMap((statement) => unguardedReads(statement, guarded))).toEqual([]);
  });

  it('is asked in every read for export', async () => {
    const guarded = await guardedTables();
    const as = reader(database);
    database.statements.length = 0;
    expect(await exportPage(as, { filter: { section: 'x' }, limit: 1, after: null })).toEqual([]);
    expect(await exportById(as, '1')).not.toBeNull();
    expect(await exportByUrl(as, 'https://example.org/also/0')).not.toBeNull();
    expect(await organizationsNamed(as, 'guild')).toEqual([]);
    expect(database.statements).toHaveLength(4);
    expect(database.statements.flatMap((statement) => unguardedReads(statement, guarded))).toEqual([]);
  });

  it('would be missed by this test in a read without it', async () => {
    const guarded = await guardedTables();
    const bare = 'select 1 from "quote" as target join "article" as "a" on true where "a"."visibility" = 2';
    expect(unguardedReads(bare, guarded)).toEqual(['from "quote" as target']);
  });

  it('leaves nothing of what rested on a withdrawn article alone, and of other articles all', async () => {
    const { db } = database;
    await db
      .updateTable('article_actor')
      .set({ description: 'keeper' })
      .where('article_id', '=', '12')
      .execute();
    const before = await dataOf(database, everything());
    expect(JSON.stringify(before)).toContain('"description":"keeper"');
    await database.db
      .updateTable('article')
      .set({ visibility: 0, withdrawn_at: '2026-02-01T00:00:00Z', withdrawn_notice: 'Retracted.' })
      .where('id', 'in', ['2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'])
      .execute();
    const after = await dataOf(database, everything());
    expect(before.articles.totalCount).toBe(12);
    expect(after.articles.nodes.map((node: { id: string }) => node.id)).toEqual([id('Article', 1)]);
    expect(after.people.totalCount).toBeLessThan(before.people.totalCount);
    expect(JSON.stringify(after)).not.toContain(id('Article', 2));
    expect(JSON.stringify(after)).not.toContain('keeper');
    const quotes = await dataOf(database, '{ quotes { totalCount nodes { article { id } } } }');
    expect(quotes.quotes.totalCount).toBe(2);
  });

  it('lets a withdrawn article answer to its own id and address with its headline and notice alone', async () => {
    const query = `query ($id: ID!) { node(id: $id) { ... on Article { headline body bodyStatus standfirst withdrawnNotice
      quotes { totalCount } people { totalCount } versions { totalCount } bylines { name } images { caption }
      reprints { totalCount } firstPrinting { id } } } article(url: "https://example.org/1") { withdrawnNotice body } }`;
    const { node, article } = await dataOf(database, query, { id: id('Article', 2) });
    expect(node).toMatchObject({
      body: null,
      bodyStatus: 'WITHDRAWN',
      withdrawnNotice: 'Retracted.',
      quotes: { totalCount: 0 },
      people: { totalCount: 0 },
      bylines: [],
      images: [],
      versions: { totalCount: 0 },
      reprints: { totalCount: 0 },
      firstPrinting: null,
    });
    expect(article).toEqual({ withdrawnNotice: 'Retracted.', body: null });
  });

  it('says nothing of an article that was withdrawn before its embargo ended', async () => {
    await database.db
      .updateTable('article')
      .set({ visible_from: '2099-01-01T00:00:00Z' })
      .where('id', '=', '5')
      .execute();
    const query = `{ node(id: "${id('Article', 5)}") { id } article(url: "https://example.org/4") { headline } }`;
    expect(await dataOf(database, query)).toEqual({ node: null, article: null });
    const { data } = await execute(database, query, {}, { viewer: { seesEmbargoed: true } });
    expect(data?.node).toEqual({ id: id('Article', 5) });
  });

  it('finds an article by its address in whichever form', async () => {
    const query = '{ article(url: "HTTPS://example.org/0?utm_source=x#top") { id } }';
    expect((await dataOf(database, query)).article).toEqual({ id: id('Article', 1) });
  });

  it('withholds a body in all its versions, and its quotes', async () => {
    const { db } = database;
    const { rows } = await sql<{ listed_at: string }>`
      update article set body_status = 'withheld', source_body_status = 'withheld' where id = 1 returning listed_at`.execute(
      db,
    );
    await db
      .insertInto('article_version')
      .values({
        article_id: '1',
        version: 1,
        headline: 'Headline',
        standfirst: null,
        body: 'Not to be shown.',
        corrections: [],
        content_hash: Buffer.alloc(32),
        modified_at: null,
        listed_at: rows[0]?.listed_at ?? '',
        visibility: 2,
      })
      .execute();
    const data = await dataOf(
      database,
      `{ article(url: "https://example.org/0") { body bodyStatus versions { nodes { body } } quotes { totalCount } } }`,
    );
    expect(data.article).toEqual({
      body: null,
      bodyStatus: 'WITHHELD',
      versions: { nodes: [{ body: null }] },
      quotes: { totalCount: 0 },
    });
  });

  it('hides an embargoed article from the public and shows it to who may see it', async () => {
    await database.db
      .updateTable('article')
      .set({
        visibility: 1,
        withdrawn_at: null,
        withdrawn_notice: null,
        visible_from: '2099-01-01T00:00:00Z',
      })
      .where('id', '=', '3')
      .execute();
    const query = `{ node(id: "${id('Article', 3)}") { id } articles { totalCount } quotes { totalCount } }`;
    expect(await dataOf(database, query)).toEqual({
      node: null,
      articles: { totalCount: 1 },
      quotes: { totalCount: 0 },
    });
    const { data } = await execute(database, query, {}, { viewer: { seesEmbargoed: true } });
    expect(data).toEqual({
      node: { id: id('Article', 3) },
      articles: { totalCount: 2 },
      quotes: { totalCount: 2 },
    });
  });
});
