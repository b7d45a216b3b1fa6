import { rowsOf } from './pool.ts';

/** The batched reads of Mercurius, Apollo Server and the plain Yoga: one statement for all keys of a level, the lists cut in it. */

export interface Article {
  readonly id: string;
  readonly url: string;
  readonly headline: string;
  readonly standfirst: string;
  readonly body: string;
  readonly section: string;
  readonly language: string;
  readonly dateline: string;
  readonly publishedAt: string;
  readonly version: number;
}
export interface Quote {
  readonly id: string;
  readonly text: string;
  readonly articleId: string;
}
export interface Speaker {
  readonly name: string;
  readonly actorId: string | null;
}
export interface Actor {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
}
export interface Affiliation {
  readonly id: string;
  readonly role: string;
  readonly organizationId: string;
}
export interface Event {
  readonly id: string;
  readonly name: string;
}

type Ids = readonly string[];

const article = (alias: string) =>
  ['id', 'url', 'headline', 'standfirst', 'body', 'section', 'language', 'dateline', 'version']
    .map((column) => `${alias}.${column}`)
    .concat(`${alias}.published_at as "publishedAt"`)
    .join(', ');
const quote = 'q.id, q.text, q.article_id as "articleId"';
const parents = 'unnest($1::int8[]) with ordinality as parent (key, ordinal)';

async function byIds<R extends { id: string }>(text: string, ids: Ids): Promise<(R | null)[]> {
  const rows = await rowsOf<R>(text, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}

async function ofParents<R extends object>(text: string, ids: Ids): Promise<R[][]> {
  const lists: R[][] = ids.map(() => []);
  for (const row of await rowsOf<R & { ordinal: string }>(text, [ids]))
    lists[Number(row.ordinal) - 1]?.push(row);
  return lists;
}

export const articlesByIds = (ids: Ids) =>
  byIds<Article>(`select ${article('a')} from bench.article as a where a.id = any($1::int8[])`, ids);
export const actorsByIds = (ids: Ids) =>
  byIds<Actor>('select id, kind, name from bench.actor where id = any($1::int8[])', ids);
export const eventsByIds = (ids: Ids) =>
  byIds<Event>('select id, name from bench.event where id = any($1::int8[])', ids);

export const newestArticles = (first: number) =>
  rowsOf<Article>(
    `select ${article('a')} from bench.article as a order by a.listed_at desc, a.id desc limit ${first}`,
  );

export const quotesOfArticles = (ids: Ids, first: number) =>
  ofParents<Quote>(
    `select parent.ordinal, list.* from ${parents} cross join lateral (
      select ${quote}, q.char_start from bench.quote as q where q.article_id = parent.key order by q.char_start, q.id limit ${first}
    ) as list order by parent.ordinal, list.char_start, list.id`,
    ids,
  );

export const speakersOfQuotes = (ids: Ids) =>
  ofParents<Speaker>(
    `select parent.ordinal, s.name, s.actor_id as "actorId" from ${parents} join bench.speaker as s on s.quote_id = parent.key
    order by parent.ordinal, s.position`,
    ids,
  );

export const namedInArticles = (ids: Ids, kind: 'person' | 'organization', first: number) =>
  ofParents<Actor>(
    `select parent.ordinal, list.* from ${parents} cross join lateral (
      select m.id, m.kind, m.name, n.mention_count from bench.naming as n join bench.actor as m on m.id = n.actor_id
      where n.article_id = parent.key and n.kind = '${kind}' order by n.mention_count desc, n.actor_id desc limit ${first}
    ) as list order by parent.ordinal, list.mention_count desc, list.id desc`,
    ids,
  );

export const affiliationsOfPeople = (ids: Ids, first: number) =>
  ofParents<Affiliation>(
    `select parent.ordinal, list.* from ${parents} cross join lateral (
      select f.id, f.role, f.organization_id as "organizationId" from bench.affiliation as f
      where f.person_id = parent.key order by f.id limit ${first}
    ) as list order by parent.ordinal, list.id`,
    ids,
  );

export const quotesOfSpeakers = (ids: Ids, first: number) =>
  ofParents<Quote>(
    `select parent.ordinal, list.* from ${parents} cross join lateral (
      select ${quote}, s.listed_at from bench.speaker as s join bench.quote as q on q.id = s.quote_id
      where s.actor_id = parent.key order by s.listed_at desc, s.quote_id desc limit ${first}
    ) as list order by parent.ordinal, list.listed_at desc, list.id desc`,
    ids,
  );

export const articlesOfEvents = (ids: Ids, first: number) =>
  ofParents<Article>(
    `select parent.ordinal, list.* from ${parents} cross join lateral (
      select ${article('a')}, t.listed_at from bench.telling as t join bench.article as a on a.id = t.article_id
      where t.event_id = parent.key order by t.listed_at desc, t.article_id desc limit ${first}
    ) as list order by parent.ordinal, list.listed_at desc, list.id desc`,
    ids,
  );
