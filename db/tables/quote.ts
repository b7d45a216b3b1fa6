import type { GeneratedAlways } from 'kysely';
import type { Derived, Supported } from './shared.ts';
import type {
  DatePrecision,
  Day,
  Id,
  MentionKind,
  Moment,
  MultirangeText,
  PartyKind,
  PartyRole,
  QuoteChannel,
  QuoteKind,
  RangeText,
  Visibility,
} from './values.ts';

export interface MentionTable extends Derived {
  id: GeneratedAlways<Id>;
  kind: MentionKind;
  actor_id: Id | null;
  actor_name_id: Id | null;
  event_id: Id | null;
  name: string;
  surface: string;
  span: RangeText;
  merged_from: Id | null;
}

export interface UtteranceTable extends Supported {
  id: GeneratedAlways<Id>;
  speaker_id: Id;
}

export interface WordingTable extends Supported {
  id: GeneratedAlways<Id>;
  utterance_id: Id;
  text: string;
  word_count: number;
  /** Null: stored by an older release, and not found by its words until it was read again. */
  words_hash: Buffer | null;
}

export interface UtteranceKeyTable {
  /** bigint, too. */
  key: Id;
  wording_id: Id;
}

export interface QuoteTable extends Derived {
  id: GeneratedAlways<Id>;
  kind: QuoteKind;
  text: string;
  language: string;
  spans: MultirangeText;
  cue: string | null;
  cue_span: RangeText | null;
  channel: QuoteChannel | null;
  said_earliest: Day | null;
  said_latest: Day | null;
  said_precision: DatePrecision | null;
  said_place: string | null;
  event_id: Id | null;
  utterance_id: Id | null;
  wording_id: Id | null;
  search: GeneratedAlways<string>;
}

export interface QuotePartyTable {
  quote_id: Id;
  role: PartyRole;
  position: number;
  kind: PartyKind;
  actor_id: Id | null;
  name: string;
  span: RangeText | null;
  confidence: number;
  listed_at: Moment;
  visibility: Visibility;
  merged_from: Id | null;
}
