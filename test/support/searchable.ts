import { createHash, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { ActorKind, Tables } from '../../db/tables.ts';

/** Rows that a search can find, one at a time; what is not given does not matter. */

export interface ArticleText {
  readonly headline?: string;
  readonly standfirst?: string;
  readonly body?: string;
  readonly language?: string;
  readonly listedAt?: string;
  readonly visibility?: 0 | 1 | 2;
}

export async function addArticle(db: Kysely<Tables>, text: ArticleText): Promise<string> {
  const { headline = 'Untitled', standfirst = null, body = '', language = 'en', visibility = 2 } = text;
  const listed_at = text.listedAt ?? '2026-01-01 10:00:00.000001+00';
  const withdrawn = visibility === 0;
  const { id } = await db
    .insertInto('article')
    .values({
      headline,
      standfirst,
      body,
      language,
      visibility,
      listed_at,
      visible_from: listed_at,
      withdrawn_at: withdrawn ? listed_at : null,
      withdrawn_notice: withdrawn ? 'Retracted.' : null,
      content_hash: createHash('sha256').update(randomUUID()).digest(),
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function addQuote(
  db: Kysely<Tables>,
  articleId: string,
  text: string,
  start = 0,
): Promise<string> {
  const { listed_at, visibility, language } = await db
    .selectFrom('article')
    .select(['listed_at', 'visibility', 'language'])
    .where('id', '=', articleId)
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('quote')
    .values({
      article_id: articleId,
      listed_at,
      article_visibility: visibility,
      language,
      text,
      kind: 'direct',
      spans: `{[${start},${start + 5})}`,
      version: 1,
      first_version: 1,
      extractor: 'test',
      confidence: 1,
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function addEvent(
  db: Kysely<Tables>,
  name: string,
  rest: { place?: string; day?: string } = {},
): Promise<string> {
  const day = rest.day ?? '2026-01-01';
  const { id } = await db
    .insertInto('event')
    .values({
      name,
      place: rest.place ?? null,
      kind: 'meeting',
      status: 'happened',
      earliest: day,
      latest: day,
      precision: 'day',
      listed_on: day,
      language: 'en',
      public_count: 1,
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function addActor(
  db: Kysely<Tables>,
  name: string,
  rest: { kind?: ActorKind; articles?: number; aliases?: readonly string[] } = {},
): Promise<string> {
  const kind = rest.kind ?? 'person';
  const { id } = await db
    .insertInto('actor')
    .values({ kind, name, public_count: rest.articles ?? 1 } as never)
    .returning('id')
    .executeTakeFirstOrThrow();
  const names = [name, ...(rest.aliases ?? [])].map((one) => ({
    actor_id: id,
    kind,
    name: one,
    own: one === name,
    source: 'article',
    public_count: 1,
  }));
  await db
    .insertInto('actor_name')
    .values(names as never)
    .execute();
  return id;
}
