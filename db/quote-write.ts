import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import { foldedWords, type Standing, setAside, standing } from './standing.ts';
import { idsOfThoseAgain, type OfArticle, type StoredVersion, written } from './stored-version.ts';
import type { Id, NewRow, Row, Tables } from './tables.ts';

type Words = 'kind' | 'text' | 'language' | 'spans' | 'cue' | 'cue_span' | 'channel' | 'confidence';
type Said = 'said_earliest' | 'said_latest' | 'said_precision' | 'said_place' | 'event_id' | 'wording_id';

export interface NewQuote extends Pick<NewRow<'quote'>, Words | Said> {
  /** Each role's in order, speakers first; no actor twice in one role. */
  readonly parties: readonly NewQuoteParty[];
}
export type NewQuoteParty = Pick<
  NewRow<'quote_party'>,
  'role' | 'position' | 'kind' | 'actor_id' | 'name' | 'span' | 'confidence'
>;

export interface SetQuotes {
  readonly created: readonly Id[];
  readonly changed: readonly Id[];
  readonly gone: readonly Id[];
}

const AS_WRITTEN = `id int8, article_id int8, kind text, text text, language text, spans int4multirange, cue text, cue_span int4range,
  channel text, said_earliest date, said_latest date, said_precision text, said_place text, event_id int8, wording_id int8, confidence float4`;
/** Its utterance as it is by now: another quote may have joined it with others. */
const WORDED = sql`left join wording as w on w.id = r.wording_id`;

type FormerQuote = OfArticle<Pick<Row<'quote'>, 'id' | 'kind' | 'text' | 'version'>>;

/**
 * The words that this version of each article attributes, by this reading of it, in the order of its text, with their parties. Quotes of the
 * former version that still stand (the same words, whatever their marks, blanks and case) keep their ids and move to their new place; the
 * others are gone from now on. In the order of the articles.
 */
export async function setQuotes(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewQuote>[],
): Promise<SetQuotes[]> {
  const now = standing<FormerQuote, OfArticle<NewQuote>>(
    await standingQuotes(db, idsOfThoseAgain(articles)),
    rows,
    ({ article_id, kind, text }) => `${article_id} ${kind} ${text}`,
    ({ article_id, text }) => {
      const words = foldedWords(text);
      return words && `${article_id} ${words}`;
    },
  );
  const aside = setAside(now, articles);
  if (aside.length > 0) {
    await sql`
      update quote as q set gone_in_version = a.version from ${written(articles)}
      where a.id = q.article_id and q.id = any(cast(${aside} as int8[]))`.execute(db);
  }
  await moveQuotes(db, articles, now);
  const created = await addQuotes(db, articles, now.fresh);
  await addParties(db, articles, [
    ...now.kept.map((quote) => ({ ...quote.now, id: quote.old.id })),
    ...now.fresh.map((quote, i) => ({ ...quote, id: created[i] as Id })),
  ]);
  return articles.map(({ id }) => ({
    created: created.filter((_, i) => now.fresh[i]?.article_id === id),
    changed: now.kept.filter(({ old }) => old.article_id === id).map(({ old }) => old.id),
    gone: now.gone.filter((old) => old.article_id === id).map((old) => old.id),
  }));
}

async function standingQuotes(db: Kysely<Tables>, articles: readonly Id[]): Promise<FormerQuote[]> {
  if (articles.length === 0) return [];
  const { rows } = await sql<FormerQuote>`
    select id, article_id, kind, text, version from quote
    where article_id = any(cast(${articles} as int8[])) and gone_in_version is null
    order by article_id, char_start, id`.execute(db);
  return rows;
}

async function moveQuotes(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  { kept }: Standing<FormerQuote, OfArticle<NewQuote>>,
): Promise<void> {
  if (kept.length === 0) return;
  const moved = kept.map(({ old, now: { parties, ...row } }) => ({ ...row, id: old.id }));
  await sql`
    update quote as q set version = a.version, gone_in_version = null, extractor = a.extractor, kind = r.kind, text = r.text, language = r.language,
      spans = r.spans, cue = r.cue, cue_span = r.cue_span, channel = r.channel, said_earliest = r.said_earliest, said_latest = r.said_latest,
      said_precision = r.said_precision, said_place = r.said_place, event_id = r.event_id, utterance_id = w.utterance_id, wording_id = r.wording_id,
      confidence = r.confidence
    from ${recordset(moved, AS_WRITTEN)} join ${written(articles)} on a.id = r.article_id ${WORDED} where q.id = r.id`.execute(
    db,
  );
  const ids = kept.map(({ old }) => old.id);
  await sql`delete from quote_party where quote_id = any(cast(${ids} as int8[]))`.execute(db);
}

/** Returns their ids in the order of the rows. */
async function addQuotes(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewQuote>[],
): Promise<Id[]> {
  if (rows.length === 0) return [];
  const fresh = rows.map(({ parties, ...row }) => row);
  const { rows: added } = await sql<OfArticle<{ id: Id; spans: string }>>`
    insert into quote (article_id, listed_at, article_visibility, version, first_version, extractor, kind, text, language,
      spans, cue, cue_span, channel, said_earliest, said_latest, said_precision, said_place, event_id, utterance_id, wording_id, confidence)
    select a.id, a.listed_at, a.text_visibility, a.version, a.version, a.extractor, r.kind, r.text, r.language, r.spans, r.cue, r.cue_span,
      r.channel, r.said_earliest, r.said_latest, r.said_precision, r.said_place, r.event_id, w.utterance_id, r.wording_id, r.confidence
    from ${recordset(fresh, AS_WRITTEN)} join ${written(articles)} on a.id = r.article_id ${WORDED}
    order by r.article_id, r.spans
    returning id, article_id, spans`.execute(db);
  const ids = new Map(added.map((row) => [`${row.article_id} ${row.spans}`, row.id]));
  return rows.map((row) => {
    const id = ids.get(`${row.article_id} ${row.spans}`);
    if (!id) throw new Error(`spans not in the form that the database prints: ${row.spans}`);
    return id;
  });
}

async function addParties(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  quotes: readonly OfArticle<{ id: Id; parties: readonly NewQuoteParty[] }>[],
): Promise<void> {
  const rows = quotes.flatMap(({ id, article_id, parties }) =>
    parties.map((party) => ({ ...party, quote_id: id, article_id })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into quote_party (quote_id, role, position, kind, actor_id, name, span, confidence, listed_at, visibility)
    select r.quote_id, r.role, r.position, r.kind, r.actor_id, r.name, r.span, r.confidence, a.listed_at, a.text_visibility
    from ${recordset(
      rows,
      `quote_id int8, article_id int8, role text, position int4, kind text, actor_id int8, name text, span int4range,
       confidence float4`,
    )} join ${written(articles)} on a.id = r.article_id`.execute(db);
}
