/** bigint: arrives as text, since it outgrows a JavaScript number. */
export type Id = string;
/** timestamptz as Postgres prints it in UTC, with its microseconds: `2025-10-22 13:38:00.123456+00`. */
export type Moment = string;
/** date, `YYYY-MM-DD`. */
export type Day = string;
/** int4range as Postgres prints it: `[3,10)`. */
export type RangeText = string;
/** int4multirange: `{[3,10),[20,31)}`. */
export type MultirangeText = string;
/** 0 withdrawn or gone, 1 embargoed, 2 public. */
export type Visibility = number;
export type ActorKind = 'person' | 'organization';
export type BodyStatus = 'available' | 'withheld' | 'stub';
export type SubjectKind = 'person' | 'organization' | 'place' | 'event' | 'topic';
/** By field, the part of the source that it was taken from. */
export type FieldSources = Readonly<Record<string, string>>;
export type BylineRole = 'author' | 'contributor' | 'photographer';
/** What a feed says of a page that it lists; what it does not say is left out. */
export interface PageSaid {
  readonly publishedAt?: string;
  readonly publishedZoneAssumed?: boolean;
  readonly publisher?: string;
  readonly bylines?: readonly { readonly name: string; readonly role: BylineRole }[];
}
export type MentionKind = 'person' | 'organization' | 'place' | 'event';
export type DatePrecision = 'day' | 'week' | 'month' | 'season' | 'year' | 'decade';
export type EventStatus = 'planned' | 'happened' | 'cancelled' | 'denied';

export type EventKind =
  | 'meeting'
  | 'call'
  | 'summit'
  | 'visit'
  | 'statement'
  | 'vote'
  | 'election'
  | 'trial'
  | 'attack'
  | 'protest'
  | 'disaster'
  | 'agreement'
  | 'conference'
  | 'ceremony'
  | 'other';
export type QuoteKind = 'direct' | 'mixed' | 'indirect';
export type QuoteChannel = 'speech' | 'call' | 'post' | 'statement' | 'writing';
export type PartyRole = 'speaker' | 'addressee' | 'candidate';
export type PartyKind = ActorKind | 'unnamed_person' | 'unnamed_group' | 'document';
export type Scope = 'read' | 'ingest' | 'curate' | 'admin';
export type CurationKind = 'merge' | 'split';
export type FollowedPageStatus = 'waiting' | 'read' | 'refused' | 'failed' | 'gone';
