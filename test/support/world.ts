import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { NewRow, Tables } from '../../db/tables.ts';
import { urlKey } from '../../db/url.ts';

export interface WorldSize {
  readonly articles: number;
  readonly people: number;
  readonly quotesEach: number;
}

/**
 * Rows of an invented world, straight into the tables: every article names people, an organization and an event, and
 * quotes them; many were published in the same microsecond. The same size always gives the same world.
 */
export async function insertWorld(db: Kysely<Tables>, size: WorldSize): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const people = await insertActors(trx, 'person', size.people);
    const organizations = await insertActors(trx, 'organization', 3);
    const articles = await insertArticles(trx, size.articles, organizations);
    await insertEvents(trx, articles, people);
    await insertReprints(trx, articles);
    await insertNamed(trx, articles, people, organizations);
    await insertQuotes(trx, articles, people, size.quotesEach);
    await insertAffiliations(trx, articles, people, organizations);
    await insertLinkDecisions(trx, articles, people);
  });
}

interface Listed {
  readonly id: string;
  readonly listed_at: string;
  readonly visibility: number;
}

async function insertActors(
  db: Kysely<Tables>,
  kind: 'person' | 'organization',
  count: number,
): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, i) => ({
    kind,
    name: `${kind === 'person' ? 'Ilva' : 'Guild'} ${word(i)}`,
  }));
  const ids = (await db.insertInto('actor').values(rows).returning('id').execute()).map(({ id }) => id);
  const names = rows.map((row, i) => ({
    ...row,
    actor_id: at(ids, i),
    source: 'article' as const,
    own: true,
    language: null,
  }));
  await db.insertInto('actor_name').values(names).execute();
  return ids;
}

async function insertArticles(
  db: Kysely<Tables>,
  count: number,
  publishers: readonly string[],
): Promise<Listed[]> {
  const rows = Array.from({ length: count }, (_, i): NewRow<'article'> => {
    const listedAt = `2026-01-${String(1 + (i % 28)).padStart(2, '0')} 10:00:00.${i % 2 ? '000001' : '000002'}+00`;
    return {
      url: `https://example.org/${i}`,
      guid: null,
      publisher_id: at(publishers, i),
      headline: `Headline ${word(i)} ${i}`,
      standfirst: null,
      body: `Body of ${word(i)} about the river.`,
      section: i % 2 ? 'Politics' : 'Region',
      language: 'en',
      dateline: null,
      published_at: listedAt,
      modified_at: null,
      usage_terms: null,
      content_hash: createHash('sha256').update(String(i)).digest(),
      listed_at: listedAt,
      visible_from: listedAt,
      withdrawn_at: null,
      withdrawn_notice: null,
      visibility: 2,
    };
  });
  const articles = await db
    .insertInto('article')
    .values(rows)
    .returning(['id', 'listed_at', 'visibility'])
    .execute();
  const parts = articles.map((article, i) => ({
    ...ofArticle(article),
    position: 1,
    caption: `Caption ${i}`,
    credit: null,
    url: null,
  }));
  await db.insertInto('image').values(parts).execute();
  await db.insertInto('article_url').values(articles.flatMap(addressesOf)).execute();
  await db
    .insertInto('article_subject')
    .values(articles.flatMap((article, i) => subjectsOf(article, at(publishers, i))))
    .execute();
  await db.insertInto('article_association').values(articles.map(associationOf)).execute();
  return articles;
}

function addressesOf(article: Listed, i: number): NewRow<'article_url'>[] {
  const address = (url: string, own: boolean) => ({
    ...ofArticle(article),
    url,
    own,
    key: urlKey(url) ?? '',
  });
  return [address(`https://example.org/${i}`, true), address(`https://example.org/also/${i}`, false)];
}

function subjectsOf(article: Listed, organization: string): NewRow<'article_subject'>[] {
  const unsaid = { uri: null, role: null, actor_id: null };
  return [
    {
      ...ofArticle(article),
      position: 1,
      ...unsaid,
      kind: 'organization',
      name: 'Guild',
      actor_id: organization,
    },
    { ...ofArticle(article), position: 2, ...unsaid, kind: 'topic', name: 'rivers', uri: 'medtop:20000449' },
  ];
}

function associationOf(article: Listed, i: number): NewRow<'article_association'> {
  return {
    ...ofArticle(article),
    position: 1,
    role: 'mainvideo',
    type: 'video',
    uri: `item:${i}`,
    headline: null,
  };
}

/** Every article is printed by the next one, too. */
async function insertReprints(db: Kysely<Tables>, articles: readonly Listed[]): Promise<void> {
  const toldOf = (article: Listed, other: Listed) => ({
    article_id: article.id,
    article_listed_at: article.listed_at,
    article_visibility: article.visibility,
    other_id: other.id,
    listed_at: other.listed_at,
    other_visibility: other.visibility,
    share_reprinted: 0.5,
    share_taken: 1,
  });
  const rows = articles.slice(1).flatMap((article, i) => {
    const other = at(articles, i);
    return [toldOf(article, other), toldOf(other, article)];
  });
  if (rows.length > 0) await db.insertInto('reprint').values(rows).execute();
}

async function insertNamed(
  db: Kysely<Tables>,
  articles: readonly Listed[],
  people: readonly string[],
  organizations: readonly string[],
): Promise<void> {
  const named = articles.flatMap((article, i) => {
    const actors = [
      ...peopleIn(i, people).map((id) => [id, 'person'] as const),
      [at(organizations, i), 'organization'] as const,
    ];
    return actors.map(([actor_id, kind], n) => ({ ...ofArticle(article), actor_id, kind, n }));
  });
  await db
    .insertInto('article_actor')
    .values(
      named.map(({ n, ...row }) => ({
        ...row,
        mention_count: 1 + (n % 2),
        first_char: n * 10,
        description: n % 2 ? 'warden' : null,
      })),
    )
    .execute();
  const mentions = named.map(({ n, visibility, ...row }) => ({
    ...row,
    article_visibility: visibility,
    actor_name_id: null,
    event_id: null,
    name: 'Ilva',
    surface: 'Ilva',
    span: `[${n * 10},${n * 10 + 4})`,
    ...derived,
  }));
  await db.insertInto('mention').values(mentions).execute();
  const bylines = articles.map((article, i) => ({
    ...ofArticle(article),
    position: 1,
    name: 'Ilva',
    role: 'author' as const,
    actor_id: at(people, i),
  }));
  await db.insertInto('byline').values(bylines).execute();
}

async function insertEvents(
  db: Kysely<Tables>,
  articles: readonly Listed[],
  people: readonly string[],
): Promise<void> {
  const rows = Array.from({ length: 5 }, (_, i) => ({
    name: `River meeting ${i}`,
    kind: 'meeting' as const,
    status: 'happened' as const,
    earliest: `2026-01-0${1 + (i % 3)}`,
    latest: `2026-01-0${1 + (i % 3)}`,
    precision: 'day' as const,
    place: 'Velm',
    listed_on: `2026-01-0${1 + (i % 3)}`,
    language: 'en',
  }));
  const facts = rows.map(({ kind: _, language: __, ...fact }) => fact);
  const events = await db.insertInto('event').values(rows).returning(['id', 'listed_on']).execute();
  await db
    .insertInto('article_event')
    .values(
      articles.map((article, i) => ({
        ...ofArticle(article),
        event_id: at(events, i).id,
        mention_count: 1,
        first_char: 5,
        ...at(facts, i),
        confidence: 0.9,
      })),
    )
    .execute();
  const participants = events.flatMap((event, i) =>
    peopleIn(i, people).map((actor_id) => ({ event_id: event.id, actor_id, listed_on: event.listed_on })),
  );
  const stated = await db
    .insertInto('event_participant')
    .values(participants)
    .returning(['id', 'event_id'])
    .execute();
  const first = new Map(articles.map((article, i) => [at(events, i).id, article]));
  const statements = stated.flatMap(({ id, event_id }) => {
    const article = first.get(event_id);
    return article ? [{ ...ofArticle(article), participant_id: id }] : [];
  });
  await db.insertInto('event_participant_statement').values(statements).execute();
}

async function insertQuotes(
  db: Kysely<Tables>,
  articles: readonly Listed[],
  people: readonly string[],
  each: number,
): Promise<void> {
  const rows = articles.flatMap((article, i) =>
    Array.from({ length: each }, (_, n) => ({
      article_id: article.id,
      listed_at: article.listed_at,
      article_visibility: article.visibility,
      kind: (['direct', 'mixed', 'indirect'] as const)[(i + n) % 3] ?? 'direct',
      text: `Water ${word(i)} rises ${n}`,
      language: 'en',
      spans: `{[${n * 20},${n * 20 + 8}),[${n * 20 + 10},${n * 20 + 12})}`,
      cue: 'said',
      cue_span: `[${n * 20 + 8},${n * 20 + 9})`,
      channel: null,
      said_earliest: null,
      said_latest: null,
      said_precision: null,
      said_place: null,
      event_id: null,
      utterance_id: null,
      wording_id: null,
      ...derived,
      confidence: ((i + n) % 10) / 10,
    })),
  );
  const quotes = await db
    .insertInto('quote')
    .values(rows)
    .returning(['id', 'listed_at', 'visibility'])
    .execute();
  const parties = quotes.flatMap((quote, i) => {
    const common = {
      quote_id: quote.id,
      listed_at: quote.listed_at,
      visibility: quote.visibility,
      span: null,
      confidence: 0.9,
    };
    const named = { ...common, kind: 'person' as const, actor_id: at(people, i), name: 'Ilva' };
    const unnamed = { ...common, kind: 'unnamed_person' as const, actor_id: null, name: 'an official' };
    return [
      { ...(i % 4 ? named : unnamed), role: 'speaker' as const, position: 1 },
      { ...named, role: 'addressee' as const, position: 1, actor_id: at(people, i + 1) },
      { ...unnamed, role: 'candidate' as const, position: 1 },
    ];
  });
  await db.insertInto('quote_party').values(parties).execute();
  await insertUtterances(db);
}

/** Whoever is named said one thing, in two wordings. */
async function insertUtterances(db: Kysely<Tables>): Promise<void> {
  await sql`
    insert into utterance (speaker_id)
    select distinct actor_id from quote_party where role = 'speaker' and actor_id is not null order by 1`.execute(
    db,
  );
  await sql`
    insert into wording (utterance_id, text, word_count)
    select u.id, 'Water rises' || repeat(' again', n), 2 + n from utterance as u cross join generate_series(0, 1) as n
    order by 1, n`.execute(db);
  await sql`
    update quote as q set utterance_id = w.utterance_id, wording_id = w.id
    from quote_party as p, utterance as u, wording as w
    where p.quote_id = q.id and p.role = 'speaker' and u.speaker_id = p.actor_id
      and w.utterance_id = u.id and w.word_count = 2 + q.id % 2`.execute(db);
}

async function insertLinkDecisions(
  db: Kysely<Tables>,
  articles: readonly Listed[],
  people: readonly string[],
): Promise<void> {
  const rows = articles.map((article, i) => ({
    ...ofArticle(article),
    name: 'Ilva',
    kind: 'person' as const,
    decision: 'joined' as const,
    actor_id: at(people, i),
    candidates: [at(people, i + 1)],
    reason: 'the one with 1 known affiliations to others here',
    decided_by: 'names-1',
  }));
  await db.insertInto('link_decision').values(rows).execute();
}

async function insertAffiliations(
  db: Kysely<Tables>,
  articles: readonly Listed[],
  people: readonly string[],
  organizations: readonly string[],
): Promise<void> {
  const rows = people.map((person_id, i) => ({
    person_id,
    organization_id: at(organizations, i),
    role: 'warden',
    started_on: null,
    ended_on: null,
  }));
  const affiliations = await db.insertInto('affiliation').values(rows).returning('id').execute();
  const statements = affiliations.map(({ id }, i) => ({
    ...ofArticle(at(articles, i)),
    affiliation_id: id,
    version: 1,
    span: '[0,4)',
    extractor: derived.extractor,
    confidence: 0.9,
  }));
  await db.insertInto('affiliation_statement').values(statements).execute();
}

const derived = {
  version: 1,
  first_version: 1,
  gone_in_version: null,
  extractor: 'world 1',
  confidence: 0.9,
};

const ofArticle = ({ id, listed_at, visibility }: Listed) => ({ article_id: id, listed_at, visibility });

const peopleIn = (i: number, people: readonly string[]) => [
  ...new Set([at(people, i), at(people, i + 1), at(people, i * 3)]),
];

function word(i: number): string {
  return ['Émile', 'Brana', 'Corvo', 'Dagny', 'Žofie', 'Elke', 'émile', 'Falk'][i % 8] ?? '';
}

function at<T>(list: readonly T[], i: number): T {
  return list[i % list.length] as T;
}
