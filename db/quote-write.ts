import { type Kysely, sql } from 'kysely';
import type { StoredVersion } from './article-write.ts';
import { recordset } from './recordset.ts';
import { foldedWords, type Standing, setAside, standing } from './standing.ts';
import type { Id, NewRow, Row, Tables } from './tables.ts';

type Words = 'kind' | 'text' | 'language' | 'spans' | 'cue' | 'cue_span' | 'channel' | 'confidence';
type Said =
  | 'said_earliest'
  | 'said_latest'
  | 'said_precision'
  | 'said_place'
  | 'event_id'
  | 'utterance_id'
  | 'wording_id';

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

const AS_WRITTEN = `id int8, kind text, text text, language text, spans int4multirange, cue text, cue_span int4range,
  channel text, said_earliest date, said_latest date, said_precision text, said_place text, event_id int8,
  utterance_id int8, wording_id int8, confidence float4`;

type FormerQuote = Pick<Row<'quote'>, 'id' | 'kind' | 'text' | 'version'>;

/**
 * The words that this version attributes, by this reading of it, in the order of its text, with their parties. Quotes of the former version that
 * still stand (the same words, whatever their marks, blanks and case) keep their ids and move to their new place; the others are
 * gone from now on.
 */
export async function setQuotes(
  db: Kysely<Tables>,
  article: StoredVersion,
  rows: readonly NewQuote[],
): Promise<SetQuotes> {
  const former = article.again ? await standingQuotes(db, article.id) : [];
  const now = standing(
    former,
    rows,
    ({ kind, text }) => `${kind} ${text}`,
    ({ text }) => foldedWords(text),
  );
  const gone = now.gone.map((row) => row.id);
  const aside = setAside(now, article.version);
  if (aside.length > 0) {
    await sql`update quote set gone_in_version = ${article.version} where id = any(cast(${aside} as int8[]))`.execute(
      db,
    );
  }
  await moveQuotes(db, article, now);
  const created = await addQuotes(db, article, now.fresh);
  await addParties(db, article, [
    ...now.kept.map((quote) => ({ id: quote.old.id, parties: quote.now.parties })),
    ...now.fresh.map((quote, i) => ({ id: created[i] as Id, parties: quote.parties })),
  ]);
  return { created, changed: now.kept.map((quote) => quote.old.id), gone };
}

async function standingQuotes(db: Kysely<Tables>, articleId: Id): Promise<FormerQuote[]> {
  return db
    .selectFrom('quote')
    .select(['id', 'kind', 'text', 'version'])
    .where('article_id', '=', articleId)
    .where('gone_in_version', 'is', null)
    .orderBy('char_start')
    .orderBy('id')
    .execute();
}

async function moveQuotes(
  db: Kysely<Tables>,
  article: StoredVersion,
  { kept }: Standing<FormerQuote, NewQuote>,
): Promise<void> {
  if (kept.length === 0) return;
  const moved = kept.map(({ old, now: { parties, ...row } }) => ({ ...row, id: old.id }));
  await sql`
    update quote as q set version = ${article.version}, gone_in_version = null, extractor = ${article.extractor}, kind = r.kind, text = r.text, language = r.language, spans = r.spans,
      cue = r.cue, cue_span = r.cue_span, channel = r.channel, said_earliest = r.said_earliest, said_latest = r.said_latest,
      said_precision = r.said_precision, said_place = r.said_place, event_id = r.event_id, utterance_id = r.utterance_id, wording_id = r.wording_id,
      confidence = r.confidence
    from ${recordset(moved, AS_WRITTEN)} where q.id = r.id`.execute(db);
  const ids = kept.map(({ old }) => old.id);
  await sql`delete from quote_party where quote_id = any(cast(${ids} as int8[]))`.execute(db);
}

/** Returns their ids in the order of the rows. */
async function addQuotes(
  db: Kysely<Tables>,
  article: StoredVersion,
  rows: readonly NewQuote[],
): Promise<Id[]> {
  if (rows.length === 0) return [];
  const fresh = rows.map(({ parties, ...row }) => row);
  const { rows: added } = await sql<{ id: Id; spans: string }>`
    insert into quote (article_id, listed_at, article_visibility, version, first_version, extractor, kind, text, language,
      spans, cue, cue_span, channel, said_earliest, said_latest, said_precision, said_place, event_id, utterance_id, wording_id, confidence)
    select ${article.id}, ${article.listed_at}, ${article.text_visibility}, ${article.version}, ${article.version}, ${article.extractor},
      r.kind, r.text, r.language, r.spans, r.cue, r.cue_span, r.channel, r.said_earliest, r.said_latest, r.said_precision,
      r.said_place, r.event_id, r.utterance_id, r.wording_id, r.confidence
    from ${recordset(fresh, AS_WRITTEN)} order by r.spans
    returning id, spans`.execute(db);
  const ids = new Map(added.map((row) => [row.spans, row.id]));
  return rows.map((row) => {
    const id = ids.get(row.spans);
    if (!id) throw new Error(`spans not in the form that the database prints: ${row.spans}`);
    return id;
  });
}

async function addParties(
  db: Kysely<Tables>,
  article: StoredVersion,
  quotes: readonly { id: Id; parties: readonly NewQuoteParty[] }[],
): Promise<void> {
  const rows = quotes.flatMap(({ id, parties }) => parties.map((party) => ({ ...party, quote_id: id })));
  if (rows.length === 0) return;
  await sql`
    insert into quote_party (quote_id, role, position, kind, actor_id, name, span, confidence, listed_at, visibility)
    select r.quote_id, r.role, r.position, r.kind, r.actor_id, r.name, r.span, r.confidence,
      ${article.listed_at}, ${article.text_visibility}
    from ${recordset(
      rows,
      'quote_id int8, role text, position int4, kind text, actor_id int8, name text, span int4range, confidence float4',
    )}`.execute(db);
}
