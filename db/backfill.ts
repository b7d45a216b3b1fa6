import { type Kysely, sql } from 'kysely';
import type { StoredVersion } from './stored-version.ts';
import type { Id, Tables, Visibility } from './tables.ts';

/** Articles behind `after` that have no marks: those of older releases, and those whose words are too few for any. */
export async function articlesWithoutMarks(db: Kysely<Tables>, after: Id, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select a.id from article as a
    where a.id > ${after} and not exists (select from article_mark as m where m.article_id = a.id)
    order by a.id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** As it is now, and stays until the transaction ends. */
export async function heldArticle(
  db: Kysely<Tables>,
  id: Id,
): Promise<{ article: StoredVersion; body: string } | null> {
  const row = await db
    .selectFrom('article')
    .select(['id', 'version', 'listed_at', 'visibility', 'text_visibility', 'body'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) return null;
  const { body, ...article } = row;
  return { article: { ...article, extractor: '', again: true }, body: body ?? '' };
}

/** Wordings behind `after` that an older release stored. */
export async function wordingsWithoutKeys(db: Kysely<Tables>, after: Id, limit: number): Promise<Id[]> {
  const rows = await db
    .selectFrom('wording')
    .select('id')
    .where('id', '>', after)
    .where('words_hash', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

export interface WordedQuote {
  readonly id: Id;
  readonly text: string;
  readonly speaker_id: Id | null;
  readonly visibility: Visibility;
}

export async function quotesOfWording(db: Kysely<Tables>, wordingId: Id): Promise<WordedQuote[]> {
  return db
    .selectFrom('quote as q')
    .leftJoin('quote_party as p', (join) =>
      join.onRef('p.quote_id', '=', 'q.id').on('p.role', '=', 'speaker').on('p.position', '=', 1),
    )
    .select(['q.id', 'q.text', 'q.visibility', 'p.actor_id as speaker_id'])
    .where('q.wording_id', '=', wordingId)
    .orderBy('q.id')
    .forNoKeyUpdate('q')
    .execute();
}

/** Gives the quotes of a wording to others, and drops it with its utterance where nothing is left of them. */
export async function replaceWording(
  db: Kysely<Tables>,
  wordingId: Id,
  quotes: readonly { id: Id; utterance_id: Id | null; wording_id: Id | null }[],
): Promise<void> {
  const ids = quotes.map((quote) => quote.id);
  await sql`
    update quote as q set utterance_id = n.utterance_id, wording_id = n.wording_id
    from unnest(cast(${ids} as int8[]), cast(${quotes.map((quote) => quote.utterance_id)} as int8[]),
      cast(${quotes.map((quote) => quote.wording_id)} as int8[])) as n (id, utterance_id, wording_id)
    where q.id = n.id`.execute(db);
  const dropped = await db
    .deleteFrom('wording')
    .where('id', '=', wordingId)
    .returning('utterance_id')
    .execute();
  await sql`
    delete from utterance as u where u.id = any(cast(${dropped.map((row) => row.utterance_id)} as int8[]))
      and not exists (select from wording as w where w.utterance_id = u.id)`.execute(db);
}
