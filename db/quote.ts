import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { actors } from './actor.ts';
import { aboutConditions, type ArticleFields, articleConditions, articles } from './article.ts';
import { events } from './event.ts';
import { actorParam, filterOf, given, idParam, inRange, type Logical, matchesText } from './filter.ts';
import { by, byVia, type List, source, toMany, toOne } from './relation.ts';
import type { Id, PartyRole, QuoteKind } from './tables.ts';
import { type Viewer, visible } from './visible.ts';

export const quotes = source(
  'quote',
  [
    'id',
    'article_id',
    'kind',
    'text',
    'language',
    'spans',
    'version',
    'cue',
    'cue_span',
    'channel',
    'said_earliest',
    'said_latest',
    'said_precision',
    'said_place',
    'event_id',
    'utterance_id',
    'extractor',
    'confidence',
  ],
  { guarded: true },
);
const parties = source(
  'quote_party',
  ['quote_id', 'role', 'position', 'kind', 'actor_id', 'name', 'span', 'confidence'],
  { guarded: true },
);

const newestFirst = by(['listed_at', 'timestamptz', 'desc'], ['id', 'int8', 'desc']);
const oldestFirst = by(['listed_at', 'timestamptz', 'asc'], ['id', 'int8', 'asc']);
const quoteOrders = { NEWEST: newestFirst, OLDEST: oldestFirst };

export const quoteList: List<'quote'> = {
  name: 'quotes',
  source: quotes,
  via: null,
  where: [],
  orders: quoteOrders,
};

export const articleOfQuote = toOne<'quote'>()('articleOfQuote', articles, 'article_id');
export const quotesOfArticle = toMany<'article'>()('quotesOfArticle', quotes, {
  key: 'article_id',
  where: [{ of: 'target', column: 'gone_in_version', is: 'null' }],
  orders: { TEXT: by(['char_start', 'int4', 'asc'], ['id', 'int8', 'asc']) },
});

export const eventOfQuote = toOne<'quote'>()('eventOfQuote', events, 'event_id');
export const quotesOfEvent = toMany<'event'>()('quotesOfEvent', quotes, {
  key: 'event_id',
  orders: quoteOrders,
});

/** The quote itself is among them. */
export const printingsOfQuote = toMany<'quote'>()('printingsOfQuote', quotes, {
  column: 'utterance_id',
  key: 'utterance_id',
  orders: { OLDEST: oldestFirst },
});

export const actorOfParty = toOne<'quote_party'>()('actorOfParty', actors, 'actor_id');
export const partiesOfQuote = toMany<'quote'>()('partiesOfQuote', parties, {
  key: 'quote_id',
  orders: { ROLE: by(['role', 'text', 'asc'], ['position', 'int4', 'asc']) },
});
export const quotesOfSpeaker = quotesOfParty('quotesOfSpeaker', 'speaker');
export const quotesToAddressee = quotesOfParty('quotesToAddressee', 'addressee');

function quotesOfParty(name: string, role: PartyRole) {
  return toMany<'actor'>()(name, quotes, {
    via: { table: 'quote_party', guarded: true, target: 'quote_id' },
    key: 'actor_id',
    where: [{ of: 'via', column: 'role', is: '=', value: role }],
    orders: {
      NEWEST: byVia(['listed_at', 'timestamptz', 'desc'], ['quote_id', 'int8', 'desc']),
      OLDEST: byVia(['listed_at', 'timestamptz', 'asc'], ['quote_id', 'int8', 'asc']),
    },
  });
}

/** `publisher`, `section` and the `about…` are those of the quote's article. */
export interface QuoteFields extends ArticleFields {
  readonly speaker?: Id | null | undefined;
  readonly addressee?: Id | null | undefined;
  readonly event?: Id | null | undefined;
  readonly article?: Id | null | undefined;
  readonly kind?: QuoteKind | null | undefined;
  readonly minConfidence?: number | null | undefined;
}

export function quoteFilter(viewer: Viewer, filter: Logical<QuoteFields> | null | undefined) {
  return filterOf(filter, (fields) => quoteConditions(viewer, fields), wordsIn);
}

/** Event and kind have an index each. */
function wordsIn({ text, event, kind, published }: QuoteFields) {
  if (!text) return null;
  const one =
    given(event, (id) => sql<SqlBool>`target.event_id = ${idParam(id)}`) ??
    given(kind, (of) => sql<SqlBool>`target.kind = ${of}`);
  return { text, within: [one, given(published, (range) => inRange(sql.ref('target.listed_at'), range))] };
}

function quoteConditions(viewer: Viewer, fields: QuoteFields): (RawBuilder<SqlBool> | null)[] {
  const { text, language, published, aboutActor, aboutEvent, ...ofArticle } = fields;
  return [
    given(text, (asked) => matchesText('target', asked)),
    given(language, (tag) => sql`target.language = ${tag}`),
    given(published, (range) => inRange(sql.ref('target.listed_at'), range)),
    given(fields.speaker, (id) => partyIs(viewer, 'speaker', id)),
    given(fields.addressee, (id) => partyIs(viewer, 'addressee', id)),
    given(fields.event, (id) => sql`target.event_id = ${idParam(id)}`),
    given(fields.article, (id) => sql`target.article_id = ${idParam(id)}`),
    given(fields.kind, (kind) => sql`target.kind = ${kind}`),
    given(fields.minConfidence, (least) => sql`target.confidence >= cast(${least} as float4)`),
    ...aboutConditions(viewer, { aboutActor, aboutEvent }, ARTICLE_OF_QUOTE),
    ...inArticle(viewer, ofArticle),
  ];
}

const ARTICLE_OF_QUOTE = {
  id: sql.ref('target.article_id'),
  listedAt: sql.ref('target.listed_at'),
  visibility: sql.ref('target.article_visibility'),
};

/** In the order of the list, as `aboutConditions`. */
function partyIs(viewer: Viewer, role: PartyRole, actor: Id): RawBuilder<SqlBool> {
  return sql`exists (select from quote_party as p where p.actor_id = ${actorParam(actor)}
    and p.role = ${role} and p.quote_id = target.id and p.listed_at = target.listed_at and p.visibility = target.visibility
    and ${visible(viewer, 'p')})`;
}

function inArticle(viewer: Viewer, fields: ArticleFields): RawBuilder<SqlBool>[] {
  const conditions = articleConditions(viewer, fields, 'a').filter((condition) => condition !== null);
  if (conditions.length === 0) return [];
  return [
    sql`exists (select from article as a where a.id = target.article_id
      and ${visible(viewer, 'a')} and ${sql.join(conditions, sql` and `)})`,
  ];
}
