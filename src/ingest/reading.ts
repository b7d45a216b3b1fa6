import type {
  ActorKind,
  DatePrecision,
  EventKind,
  EventStatus,
  MentionKind,
  PartyKind,
  QuoteChannel,
  QuoteKind,
} from '../../db/tables.ts';

export type {
  ActorKind,
  DatePrecision,
  EventKind,
  EventStatus,
  MentionKind,
  PartyKind,
  QuoteChannel,
  QuoteKind,
};

/**
 * What was read from the text of one article: names, quotes, events and dates, each with its place in the text.
 * Every span is half open, in UTF-16 code units, and points into the text that was read.
 */
export interface Reading {
  /** The people and organizations of this article, one entry each however often they are named. */
  readonly actors: readonly FoundActor[];
  readonly affiliations: readonly FoundAffiliation[];
  readonly mentions: readonly FoundMention[];
  readonly events: readonly FoundEvent[];
  readonly quotes: readonly FoundQuote[];
  readonly dates: readonly FoundDate[];
}

/** Turns text into a reading. The rules here are one; a trained or an outside extractor is another. */
export interface Extractor {
  readonly name: string;
  readonly version: string;
  /** Reads where this one fails; without it, the text is refused. */
  readonly otherwise?: Extractor;
  read(input: ReadInput): Reading | Promise<Reading>;
}

/** One that holds threads or connections. */
export interface OpenExtractor extends Extractor {
  /** Once the texts that were given are read. */
  close(): Promise<void>;
}

/** One that has nothing to wait for. */
export interface ImmediateExtractor extends Extractor {
  read(input: ReadInput): Reading;
}

export interface ReadInput {
  readonly text: string;
  /** RFC 3339; relative dates ("Friday") are resolved against it. Null: they stay unresolved. */
  readonly publishedAt: string | null;
  readonly headline: string | null;
  readonly language: string;
  /** Of the article's pictures: their days narrow the events of the text. */
  readonly captions?: readonly string[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface FoundActor {
  readonly kind: ActorKind;
  /** The fullest form in the article, titles stripped ("Marko Bezić" for "Foreign Minister Marko Bezić"). */
  readonly name: string;
  /** Other forms in the text, such as the surname or the acronym; without `name`. */
  readonly aliases: readonly string[];
  /** As stated in apposition or title ("Foreign Minister"); null where the article says nothing. */
  readonly description: string | null;
  /** In years, as stated; a person's. */
  readonly age?: number | null;
  readonly confidence: number;
}

/** A person's role in an organization as the text states it. Indexes point into `Reading.actors`. */
export interface FoundAffiliation {
  readonly person: number;
  readonly organization: number;
  readonly role: string | null;
  readonly span: Span;
  readonly confidence: number;
}

export interface FoundMention {
  readonly kind: MentionKind;
  readonly span: Span;
  /** The normalised name: the actor's full name, the place's name, the event's name. */
  readonly name: string;
  /** Index into `Reading.actors`; null for places and events, and where it stays open who is meant. */
  readonly actor: number | null;
  /** Index into `Reading.events`; null for all else. */
  readonly event: number | null;
  readonly confidence: number;
}

/** Whoever speaks or is spoken to, named or described. */
export interface FoundParty {
  readonly kind: PartyKind;
  /** The full name where known, else the words that describe the source ("a White House official"). */
  readonly name: string;
  /** Where the text names this party for this quote (a pronoun, too); null where it is only implied. */
  readonly span: Span | null;
  /** Index into `Reading.actors`; null for unnamed sources. */
  readonly actor: number | null;
}

export interface FoundQuote {
  readonly kind: QuoteKind;
  /** The words without marks; pieces joined by a space, paragraphs by a blank line. */
  readonly text: string;
  /** In order, disjoint: several where the quotation is broken ("…," he said, "…"). Without the marks. */
  readonly spans: readonly Span[];
  readonly speakers: readonly FoundParty[];
  readonly addressees: readonly FoundParty[];
  readonly cue: { readonly text: string; readonly span: Span } | null;
  readonly channel: QuoteChannel | null;
  /** When it was said, where the text says so. */
  readonly said: FoundDate | null;
  /** Where it was said, as worded ("in the Oval Office"); null where the text does not say. */
  readonly place: string | null;
  /** Index into `Reading.events`; null where the text ties it to none. */
  readonly event: number | null;
  /** Of the speaker, from 0 to 1. */
  readonly confidence: number;
  /** Speakers that came second, surest first. */
  readonly runnersUp: readonly (FoundParty & { readonly confidence: number })[];
}

/** Days as the article's local calendar has them (YYYY-MM-DD), both ends included. */
export interface FoundDate {
  readonly span: Span;
  readonly text: string;
  readonly earliest: string;
  readonly latest: string;
  readonly precision: DatePrecision;
}

export const EVENT_KINDS = [
  'meeting',
  'call',
  'summit',
  'visit',
  'statement',
  'vote',
  'election',
  'trial',
  'attack',
  'protest',
  'disaster',
  'agreement',
  'conference',
  'ceremony',
  'other',
] as const satisfies readonly EventKind[];

export interface FoundEvent {
  readonly kind: EventKind;
  readonly status: EventStatus;
  /** For people: "Lindrow summit", "phone call between Marwen and Vesk". */
  readonly name: string;
  /** Null where no date is stated or can be resolved. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly precision: DatePrecision | null;
  readonly place: string | null;
  /** Indexes into `Reading.actors`. */
  readonly participants: readonly number[];
  readonly confidence: number;
}
