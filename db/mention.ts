import { type Kysely, sql } from 'kysely';
import { actors } from './actor.ts';
import { articles } from './article.ts';
import { events } from './event.ts';
import { recordset } from './recordset.ts';
import { by, source, toMany, toOne } from './relation.ts';
import { foldedWords, setAside, standing } from './standing.ts';
import { idsOfThoseAgain, type OfArticle, placed, type StoredVersion, written } from './stored-version.ts';
import type { Id, NewRow, Row, Tables } from './tables.ts';

const mentions = source(
  'mention',
  [
    'id',
    'article_id',
    'kind',
    'actor_id',
    'event_id',
    'name',
    'surface',
    'span',
    'char_start',
    'version',
    'extractor',
    'confidence',
    'merged_from',
  ],
  { guarded: true },
);

const inText = by(['char_start', 'int4', 'asc'], ['id', 'int8', 'asc']);
const newestFirst = by(['listed_at', 'timestamptz', 'desc'], ['id', 'int8', 'desc']);

export const mentionsOfArticle = toMany<'article'>()('mentionsOfArticle', mentions, {
  key: 'article_id',
  where: [{ of: 'target', column: 'gone_in_version', is: 'null' }],
  orders: { TEXT: inText },
});
export const mentionsOfActor = toMany<'actor'>()('mentionsOfActor', mentions, {
  key: 'actor_id',
  orders: { NEWEST: newestFirst },
});
export const mentionsOfEvent = toMany<'event'>()('mentionsOfEvent', mentions, {
  key: 'event_id',
  orders: { NEWEST: newestFirst },
});
export const articleOfMention = toOne<'mention'>()('articleOfMention', articles, 'article_id');
export const actorOfMention = toOne<'mention'>()('actorOfMention', actors, 'actor_id');
export const eventOfMention = toOne<'mention'>()('eventOfMention', events, 'event_id');

export interface NewMention
  extends Pick<
    NewRow<'mention'>,
    'kind' | 'actor_id' | 'event_id' | 'name' | 'surface' | 'span' | 'confidence'
  > {
  /** It counts for the name of its actor that is worded as it is, if there is one. */
  readonly named: boolean;
}

const AS_WRITTEN = `id int8, article_id int8, position int4, kind text, actor_id int8, event_id int8, name text, surface text, named bool,
  span int4range, confidence float4`;
const NAMED = sql`left join actor_name as n on n.actor_id = r.actor_id and n.name = r.surface and r.named`;

/**
 * What this version of each article names, by this reading of it, in the order of its text. Mentions of the former version that still stand (the
 * same words, whatever their case, of the same kind) keep their ids and move to their new place; the others are gone from now on.
 */
export async function setMentions(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewMention>[],
): Promise<void> {
  const now = standing(
    await standingMentions(db, idsOfThoseAgain(articles)),
    rows,
    ({ article_id, kind, surface }) => `${article_id} ${kind} ${surface}`,
    ({ article_id, kind, surface }) => `${article_id} ${kind} ${foldedWords(surface)}`,
  );
  const { kept, fresh } = now;
  const ids = setAside(now, articles);
  if (ids.length > 0) {
    await sql`
      update mention as m set gone_in_version = a.version from ${written(articles)}
      where a.id = m.article_id and m.id = any(cast(${ids} as int8[]))`.execute(db);
  }
  if (kept.length > 0) {
    const moved = kept.map((mention) => ({ ...mention.now, id: mention.old.id }));
    await sql`
      update mention as m set version = a.version, gone_in_version = null, extractor = a.extractor, actor_id = r.actor_id,
        actor_name_id = n.id, event_id = r.event_id, name = r.name, surface = r.surface, span = r.span, confidence = r.confidence
      from ${recordset(moved, AS_WRITTEN)} join ${written(articles)} on a.id = r.article_id ${NAMED}
      where m.id = r.id`.execute(db);
  }
  if (fresh.length === 0) return;
  await sql`
    insert into mention (article_id, listed_at, article_visibility, version, first_version, extractor,
      kind, actor_id, actor_name_id, event_id, name, surface, span, confidence)
    select a.id, a.listed_at, a.text_visibility, a.version, a.version, a.extractor, r.kind, r.actor_id, n.id, r.event_id, r.name,
      r.surface, r.span, r.confidence
    from ${recordset(placed(fresh), AS_WRITTEN)} join ${written(articles)} on a.id = r.article_id ${NAMED}
    order by r.article_id, r.span, r.position`.execute(db);
}

async function standingMentions(db: Kysely<Tables>, articles: readonly Id[]) {
  if (articles.length === 0) return [];
  const { rows } = await sql<OfArticle<Pick<Row<'mention'>, 'id' | 'kind' | 'surface' | 'version'>>>`
    select id, article_id, kind, surface, version from mention
    where article_id = any(cast(${articles} as int8[])) and gone_in_version is null
    order by article_id, char_start, id`.execute(db);
  return rows;
}
