import type { Logical } from '../db/filter.ts';
import {
  articleOfQuote,
  eventOfQuote,
  partiesOfQuote,
  printingsOfQuote,
  type QuoteFields,
  quoteFilter,
  quoteList,
  quotes,
  quotesOfArticle,
  quotesOfEvent,
  quotesOfSpeaker,
  quotesToAddressee,
} from '../db/quote.ts';
import type { Reader } from '../db/reader.ts';
import type { QuoteKind, Row } from '../db/tables.ts';
import { Actor, actorId } from './actor.ts';
import { Article, type ArticleFilterInput, ArticleOrder, articleFieldsOf } from './article.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { PART } from './cost.ts';
import { DateSpan, DateTimeRange, dateSpan } from './dates.ts';
import { clientError } from './errors.ts';
import { Event } from './event.ts';
import { logicalInput } from './filter.ts';
import { rowId, rowIdOrNull } from './ids.ts';
import { QuoteParty } from './quote-party.ts';
import { allRead, type MaybePromise, whenRead } from './relation/connection.ts';
import { loadSelected, loadWhole } from './relation/loaders.ts';
import { partiesAs, SPEAKER, Speaker, speakerOf, type UnnamedSourceShape } from './speaker.ts';
import { Span, spanOrNull, spansOf } from './text.ts';

export const Quote = builder.objectRef<Row<'quote'>>('Quote');

export const QuoteKindEnum = builder.enumType('QuoteKind', {
  description: 'How an article gives the words of a speaker.',
  values: {
    DIRECT: { value: 'direct', description: 'Word by word, between marks, as sentences of their own.' },
    MIXED: { value: 'mixed', description: 'Word by word in part: marked words within a reported sentence.' },
    INDIRECT: { value: 'indirect', description: 'In the words of the article, without marks.' },
  } as const,
});

const QuoteChannel = builder.enumType('QuoteChannel', {
  description: 'By what means something was said.',
  values: {
    SPEECH: { value: 'speech', description: 'Aloud, to people present.' },
    CALL: { value: 'call', description: 'By telephone or video.' },
    POST: { value: 'post', description: 'In a post on a social network.' },
    STATEMENT: { value: 'statement', description: 'In a statement that was issued.' },
    WRITING: { value: 'writing', description: 'In a letter, a report or other writing.' },
  } as const,
});

const Cue = builder.objectRef<{ text: string; span: string }>('Cue').implement({
  description: 'The words that attribute a quotation: “said”, “according to”.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'As they stand in the text.' }),
    span: t.field({
      type: Span,
      nullable: true,
      cost: PART,
      description: 'Where they stand in the body of the article.',
      resolve: (cue) => spanOrNull(cue.span),
    }),
  }),
});

/** What `speakersIn` reads of a quote, for look-ahead. */
export const PARTIES = { relation: partiesOfQuote, columns: ['role', 'kind', 'name'], with: [SPEAKER] };

builder.node(Quote, {
  description: 'Words that an article attributes to someone: https://schema.org/Quotation',
  id: { resolve: (row) => row.id },
  loadWithoutCache: (id, context, info) => loadSelected(context, quotes, id, info),
  fields: (t) => ({
    text: t.exposeString('text', {
      description:
        'The words without their marks; the pieces of a broken quotation joined by a space, its paragraphs by a blank line.',
    }),
    kind: t.expose('kind', { type: QuoteKindEnum, description: 'How the article gives them.' }),
    spans: t.field({
      type: [Span],
      description:
        'Where the words stand in the body of the article: several places where the quotation is broken.',
      select: { columns: ['spans'] },
      resolve: (row) => spansOf(row.spans),
    }),
    version: t.exposeInt('version', { description: 'The version of the article that the spans point into.' }),
    language: t.exposeString('language', { description: 'A BCP 47 tag.' }),
    cue: t.field({
      type: Cue,
      nullable: true,
      description: 'The words that attribute it; null where there are none.',
      select: { columns: ['cue', 'cue_span'] },
      resolve: ({ cue, cue_span }) =>
        cue !== null && cue_span !== null ? { text: cue, span: cue_span } : null,
    }),
    channel: t.expose('channel', {
      type: QuoteChannel,
      nullable: true,
      description: 'By what means it was said; null where the article does not say.',
    }),
    saidOn: t.field({
      type: DateSpan,
      nullable: true,
      description: 'When it was said; null where the article does not say.',
      select: { columns: ['said_earliest', 'said_latest', 'said_precision'] },
      resolve: (row) => dateSpan(row.said_earliest, row.said_latest, row.said_precision),
    }),
    saidIn: t.exposeString('said_place', {
      nullable: true,
      description: 'Where it was said, as the article words it; null where it does not say.',
    }),
    confidence: t.exposeFloat('confidence', {
      description: 'How sure the extractor is of the speaker, from 0 to 1.',
    }),
    extractor: t.exposeString('extractor', { description: 'What read it, with its version.' }),
    article: t.related(articleOfQuote, {
      type: Article,
      nullable: false,
      description: 'The article that prints it.',
    }),
    event: t.related(eventOfQuote, {
      type: Event,
      nullable: true,
      description: 'The event at which or about which it was said; null where the article ties it to none.',
    }),
    speakers: t.field({
      type: [Speaker],
      description: 'Who says it: several where they speak together, none where the article does not say.',
      select: { with: [PARTIES], gives: partiesAs('speaker') },
      resolve: (row, _args, context) => speakersIn('speaker', row, context),
    }),
    addressees: t.field({
      type: [Speaker],
      description: 'To whom it is said; none where the article does not say.',
      select: { with: [PARTIES], gives: partiesAs('addressee') },
      resolve: (row, _args, context) => speakersIn('addressee', row, context),
    }),
    parties: t.relatedList(partiesOfQuote, {
      type: QuoteParty,
      description: 'Speakers, addressees and candidates with the places in the text that name them.',
    }),
    printings: t.relatedConnection(printingsOfQuote, {
      type: Quote,
      description:
        'The same words of the same speaker in all articles that print them, the first printing first, this one among them. Empty where the words are too few to tell.',
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  quotes: t.relatedConnection(quotesOfArticle, {
    type: Quote,
    description:
      'What it quotes, in the order of the text; none while its body is withheld, whose words they are.',
  }),
}));

builder.interfaceFields(Actor, (t) => ({
  quotes: t.relatedConnection(quotesOfSpeaker, {
    type: Quote,
    order: ArticleOrder,
    description: 'What this actor is quoted as saying, alone or with others.',
  }),
  quotesReceived: t.relatedConnection(quotesToAddressee, {
    type: Quote,
    order: ArticleOrder,
    description: 'What was said to this actor.',
  }),
}));

builder.objectFields(Event, (t) => ({
  quotes: t.relatedConnection(quotesOfEvent, {
    type: Quote,
    order: ArticleOrder,
    description: 'What was said at it or about it.',
  }),
}));

type Speaking = Row<'actor'> | UnnamedSourceShape;

export function speakersIn(
  role: Row<'quote_party'>['role'],
  quote: Row<'quote'>,
  context: Context,
): MaybePromise<Speaking[]> {
  return whenRead(loadWhole(context, partiesOfQuote, quote), (parties) => {
    const ofRole = parties.filter((party) => party.role === role);
    return whenRead(allRead(ofRole.map((party) => speakerOf(party, context))), eachOnce);
  });
}

/** Two whom an article names apart may have been merged since. */
function eachOnce(found: Speaking[]): Speaking[] {
  if (found.length < 2) return found;
  return [...new Map(found.map((speaker) => ['id' in speaker ? speaker.id : speaker, speaker])).values()];
}

interface QuoteFilterInput extends ArticleFilterInput {
  speaker?: string | null;
  addressee?: string | null;
  event?: string | null;
  article?: string | null;
  kind?: QuoteKind | null;
  minConfidence?: number | null;
}

const QuoteFilter = logicalInput<QuoteFilterInput>('QuoteFilter', 'quotes', (t) => ({
  text: t.string({
    cost: { weight: 20 },
    description: 'Words in the quotation, in web search syntax: "exact words" -without or',
  }),
  speaker: t.id({ description: 'The id of a person or organization that says them.' }),
  addressee: t.id({ description: 'The id of a person or organization that they are said to.' }),
  event: t.id({ description: 'The id of the event at which or about which they were said.' }),
  article: t.id({ description: 'The id of the article that prints them.' }),
  kind: t.field({ type: QuoteKindEnum, description: 'How they are given.' }),
  minConfidence: t.float({ description: 'The least confidence, from 0 to 1.' }),
  publisher: t.id({ description: 'The id of the organization that published the article.' }),
  section: t.string({ description: 'The section of the article, to the letter.' }),
  language: t.string({ description: 'The BCP 47 tag, to the letter.' }),
  published: t.field({
    type: DateTimeRange,
    description: 'When the article was published (came in, where it prints no time).',
  }),
  aboutActor: t.id({ description: 'The id of a person or organization that the article names.' }),
  aboutEvent: t.id({ description: 'The id of an event that the article tells of.' }),
}));

function confidenceOf(least: number | null | undefined): number | null {
  if (least === null || least === undefined) return null;
  if (least < 0 || least > 1)
    throw clientError('BAD_INPUT', `Wanted minConfidence from 0 to 1; got ${least}.`);
  return Math.fround(least);
}

async function fieldsOf(input: QuoteFilterInput, reader: Reader): Promise<QuoteFields> {
  return {
    ...(await articleFieldsOf(input, reader)),
    speaker: actorId(input.speaker),
    addressee: actorId(input.addressee),
    event: rowIdOrNull(input.event, 'Event'),
    article: rowIdOrNull(input.article, 'Article'),
    kind: input.kind,
    minConfidence: confidenceOf(input.minConfidence),
  };
}

export const quoteListFilter = {
  type: QuoteFilter.type,
  where: async (reader: Reader, input: Logical<QuoteFilterInput>) =>
    quoteFilter(reader.viewer, await QuoteFilter.mapped(input, (fields) => fieldsOf(fields, reader))),
};

builder.queryFields((t) => ({
  quote: t.field({
    type: Quote,
    nullable: true,
    description: 'A quote by id; null where there is none to be seen.',
    args: { id: t.arg.id({ required: true, description: 'As it was served.' }) },
    resolve: (_root, { id }, context, info) => loadSelected(context, quotes, rowId(id, 'Quote'), info),
  }),
  quotes: t.listConnection(quoteList, {
    type: Quote,
    order: ArticleOrder,
    filter: quoteListFilter,
    description: 'All quotes, those of the newest articles first.',
  }),
}));
