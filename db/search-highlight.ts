import { type RawBuilder, sql } from 'kysely';
import { type Reader, whileWanted } from './reader.ts';
import type { Hit } from './search.ts';
import type { SearchNoun } from './search-branch.ts';
import { nameWords, type Question, queryOf, type Reading } from './search-question.ts';
import type { Id } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

export type HighlightField = 'headline' | 'standfirst' | 'body' | 'name' | 'text' | 'place';

/** Where the words of a search stand in a field of a row. */
export interface Highlight {
  readonly field: HighlightField;
  /** Half open, UTF-16 code units, in the order of the text. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

export type HitKey = Pick<Hit, 'noun' | 'id'>;

const TEXT_FIELDS = {
  article: ['headline', 'standfirst', 'body'],
  quote: ['text'],
  event: ['name', 'place'],
} as const;

/** Around the marked words. Where a text has these, they are blanked beforehand. */
const OPEN = '\u0001';
const CLOSE = '\u0002';
/** As much of a body as its index holds. */
const INDEXED_AT_MOST = 200_000;
/** A word of a name is marked where it is so much like a word that was asked for. */
const LIKE_ENOUGH = 0.45;

/** One statement for all hits; a list for each, in their order. Fields without a mark are not in it. */
export async function highlightsOf(
  reader: Reader,
  question: Question,
  readings: readonly Reading[],
  hits: readonly HitKey[],
): Promise<Highlight[][]> {
  const idsOf = (noun: SearchNoun) => hits.filter((hit) => hit.noun === noun).map(({ id }) => id);
  const parts = [
    ...(idsOf('actor').length > 0 ? [markedNames(reader.viewer, question, idsOf('actor'))] : []),
    ...(['article', 'quote', 'event'] as const).flatMap((noun) =>
      idsOf(noun).length > 0 ? [markedTexts(reader.viewer, noun, readings, idsOf(noun))] : [],
    ),
  ];
  if (parts.length === 0) return [];
  const { rows } = await sql<{ noun: SearchNoun; id: Id; field: HighlightField; marked: string | null }>`
    ${sql.join(parts, sql` union all `)} order by noun, id, place`.execute(reader.db, whileWanted(reader));
  return hits.map(({ noun, id }) =>
    rows
      .filter((row) => row.noun === noun && row.id === id)
      .map(({ field, marked }) => ({ field, spans: spansOfMarked(marked ?? '') }))
      .filter(({ spans }) => spans.length > 0),
  );
}

function markedTexts(
  viewer: Viewer,
  noun: keyof typeof TEXT_FIELDS,
  readings: readonly Reading[],
  ids: readonly Id[],
): RawBuilder<unknown> {
  const fields = TEXT_FIELDS[noun].map(
    (field, i) => sql`(${sql.lit(i)}, ${sql.lit(field)}, ${shownValue(field)})`,
  );
  return sql`select ${sql.lit(noun)} as noun, target.id, field.place, field.name as field, ts_headline(
      public.search_config(target.language),
      translate(public.blanked(left(field.value, ${sql.lit(INDEXED_AT_MOST)})), ${OPEN + CLOSE}, '  '),
      ${queryOf('target', readings)},
      ${`HighlightAll=true, StartSel="${OPEN}", StopSel="${CLOSE}"`}) as marked
    from ${sql.table(noun)} as target cross join lateral (values ${sql.join(fields)}) as field (place, name, value)
    where target.id = any(cast(${ids} as int8[])) and ${visible(viewer, 'target')} and field.value is not null`;
}

/** A body that is withheld is searched, and not a word of it is shown. */
function shownValue(field: HighlightField): RawBuilder<unknown> {
  const value = sql.ref(`target.${field}`);
  return field === 'body' ? sql`case when target.body_status <> 'withheld' then ${value} end` : value;
}

/** Names are found by likeness, and so are the words in them that are marked. */
function markedNames(viewer: Viewer, question: Question, ids: readonly Id[]): RawBuilder<unknown> {
  const asked = nameWords(question).split(' ');
  return sql`select 'actor' as noun, target.id, 0 as place, 'name' as field, (
      select string_agg(case when exists (
          select from unnest(cast(${asked} as text[])) as asked (word)
          where word_similarity(public.fold(asked.word), public.fold(piece.text)) >= ${sql.lit(LIKE_ENOUGH)})
        then ${OPEN} || piece.text || ${CLOSE} else piece.text end, '' order by piece.place)
      from regexp_matches(translate(target.name, ${OPEN + CLOSE}, '  '), '[^\\s-]+|[\\s-]+', 'g')
        with ordinality as match (texts, place), lateral (select match.texts[1], match.place) as piece (text, place)
    ) as marked
    from actor as target where target.id = any(cast(${ids} as int8[])) and ${visible(viewer, 'target')}`;
}

function spansOfMarked(marked: string): { start: number; end: number }[] {
  const [before = '', ...opened] = marked.split(OPEN);
  let at = before.length;
  return opened.map((piece) => {
    const start = at;
    at += piece.length - CLOSE.length;
    return { start, end: start + piece.indexOf(CLOSE) };
  });
}
