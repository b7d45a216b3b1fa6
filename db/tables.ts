import type { Generated, GeneratedAlways, Insertable, Selectable } from 'kysely';

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

interface Supported {
  public_count: Generated<number>;
  embargoed_count: Generated<number>;
  visibility: GeneratedAlways<Visibility>;
}

/** Copied from the article and kept true by its foreign keys. */
interface OfArticle {
  article_id: Id;
  listed_at: Moment;
  visibility: Visibility;
}

/** Read from one article's text; `visibility` follows the article's until the text loses it. */
interface Derived {
  article_id: Id;
  listed_at: Moment;
  article_visibility: Visibility;
  version: number;
  first_version: number;
  gone_in_version: number | null;
  visibility: GeneratedAlways<Visibility>;
  char_start: GeneratedAlways<number>;
  extractor: string;
  confidence: number;
}

interface ActorTable extends Supported {
  id: GeneratedAlways<Id>;
  kind: ActorKind;
  name: string;
  name_key: GeneratedAlways<string>;
  wikidata_id: string | null;
  time_zone: string | null;
  merged_into: Id | null;
  created_at: Generated<Moment>;
}

interface ActorNameTable extends Supported {
  id: GeneratedAlways<Id>;
  actor_id: Id;
  kind: ActorKind;
  name: string;
  name_key: GeneratedAlways<string>;
  language: string | null;
  source: 'article' | 'editor' | 'import';
  /** The actor's `name` itself; every actor has one such row. */
  own: Generated<boolean>;
  /** Whose name it was before that one was merged into this one. */
  merged_from: Id | null;
}

interface ArticleTable {
  id: GeneratedAlways<Id>;
  url: string | null;
  guid: string | null;
  publisher_id: Id | null;
  publisher_kind: Generated<'organization'>;
  headline: string;
  standfirst: string | null;
  body: string | null;
  body_status: Generated<BodyStatus>;
  source_body_status: Generated<BodyStatus>;
  body_withheld: Generated<boolean>;
  section: string | null;
  language: string;
  dateline: string | null;
  published_at: Moment | null;
  published_zone_assumed: Generated<boolean>;
  modified_at: Moment | null;
  corrections: Generated<string[]>;
  usage_terms: string | null;
  copyright_holder: string | null;
  copyright_notice: string | null;
  live_blog: Generated<boolean>;
  field_sources: Generated<FieldSources>;
  content_hash: Buffer;
  extractor: string | null;
  published_offset_minutes: number | null;
  version: Generated<number>;
  ingested_at: Generated<Moment>;
  listed_at: Moment;
  visible_from: Moment;
  withdrawn_at: Moment | null;
  withdrawn_notice: string | null;
  visibility: Visibility;
  /** Of what shows words of the body: 0 where it is withheld. */
  text_visibility: GeneratedAlways<Visibility>;
  search: GeneratedAlways<string>;
  publisher_merged_from: Id | null;
}

interface ArticleVersionTable extends OfArticle {
  version: number;
  headline: string;
  standfirst: string | null;
  body: string | null;
  corrections: string[];
  content_hash: Buffer;
  modified_at: Moment | null;
  ingested_at: Generated<Moment>;
}

interface BylineTable extends OfArticle {
  position: number;
  name: string;
  role: BylineRole;
  actor_id: Id | null;
  actor_kind: Generated<'person'>;
  merged_from: Id | null;
}

interface ImageTable extends OfArticle {
  position: number;
  caption: string | null;
  credit: string | null;
  url: string | null;
}

interface ArticleUrlTable extends OfArticle {
  key: string;
  url: string;
  own: boolean;
}

interface ArticleSubjectTable extends OfArticle {
  position: number;
  kind: SubjectKind;
  name: string;
  uri: string | null;
  role: string | null;
  actor_id: Id | null;
  merged_from: Id | null;
}

interface ArticleAssociationTable extends OfArticle {
  position: number;
  role: string;
  type: string | null;
  uri: string | null;
  headline: string | null;
}

interface ArticleActorTable extends OfArticle {
  actor_id: Id;
  kind: ActorKind;
  mention_count: number;
  first_char: number | null;
  description: string | null;
  merged_from: Id | null;
}

interface ArticleMarkTable {
  article_id: Id;
  /** bigint, too. */
  hash: Id;
}

interface ReprintTable {
  article_id: Id;
  article_listed_at: Moment;
  article_visibility: Visibility;
  other_id: Id;
  listed_at: Moment;
  other_visibility: Visibility;
  visibility: GeneratedAlways<Visibility>;
  earlier: GeneratedAlways<boolean>;
  share_reprinted: number;
  share_taken: number;
}

interface LinkDecisionTable extends OfArticle {
  id: GeneratedAlways<Id>;
  name: string;
  kind: ActorKind;
  decision: 'joined' | 'apart' | 'open';
  actor_id: Id | null;
  candidates: Generated<Id[]>;
  reason: string;
  decided_by: string;
  decided_at: Generated<Moment>;
  undone_at: Moment | null;
  merged_from: Id | null;
}

interface EventTable extends Supported {
  id: GeneratedAlways<Id>;
  name: string;
  name_key: GeneratedAlways<string>;
  kind: EventKind;
  status: EventStatus;
  earliest: Day | null;
  latest: Day | null;
  precision: DatePrecision | null;
  place: string | null;
  listed_on: Day;
  language: string;
  merged_into: Id | null;
  search: GeneratedAlways<string>;
  created_at: Generated<Moment>;
}

interface ArticleEventTable extends OfArticle {
  event_id: Id;
  mention_count: number;
  first_char: number;
  name: string;
  status: EventStatus;
  earliest: Day | null;
  latest: Day | null;
  precision: DatePrecision | null;
  place: string | null;
  listed_on: Day;
  confidence: number;
}

interface EventParticipantTable extends Supported {
  id: GeneratedAlways<Id>;
  event_id: Id;
  actor_id: Id;
  listed_on: Day;
}

interface EventParticipantStatementTable extends OfArticle {
  participant_id: Id;
  merged_from: Id | null;
}

interface MentionTable extends Derived {
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

interface UtteranceTable extends Supported {
  id: GeneratedAlways<Id>;
  speaker_id: Id;
}

interface WordingTable extends Supported {
  id: GeneratedAlways<Id>;
  utterance_id: Id;
  text: string;
  word_count: number;
  /** Null: stored by an older release, and not found by its words until it was read again. */
  words_hash: Buffer | null;
}

interface UtteranceKeyTable {
  /** bigint, too. */
  key: Id;
  wording_id: Id;
}

interface QuoteTable extends Derived {
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

interface QuotePartyTable {
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

interface AffiliationTable extends Supported {
  id: GeneratedAlways<Id>;
  person_id: Id;
  person_kind: Generated<'person'>;
  organization_id: Id;
  organization_kind: Generated<'organization'>;
  role: string | null;
  role_key: GeneratedAlways<string | null>;
  started_on: Day | null;
  ended_on: Day | null;
  /** One of the two was merged into another: never seen. */
  of_merged: Generated<boolean>;
}

interface AffiliationStatementTable extends OfArticle {
  affiliation_id: Id;
  version: number;
  span: RangeText;
  extractor: string;
  confidence: number;
  person_merged_from: Id | null;
  organization_merged_from: Id | null;
}

interface RetractionTable {
  id: GeneratedAlways<Id>;
  article_id: Id | null;
  url_key: string | null;
  guid: string | null;
  publisher_key: string | null;
  notice: string;
  retracted_by: string;
  retracted_at: Generated<Moment>;
  undone_by: string | null;
  undone_at: Moment | null;
}

export type CurationKind = 'merge' | 'split';

interface CurationDecisionTable {
  id: GeneratedAlways<Id>;
  kind: CurationKind;
  actor_kind: ActorKind;
  /** Whom the others were merged into, or who was split. */
  actor_id: Id;
  /** Who was merged, or the new one. */
  other_ids: Id[];
  actor_name: string;
  other_names: string[];
  article_ids: Generated<Id[]>;
  reason: string;
  decided_by: string;
  decided_at: Generated<Moment>;
  undone_by: string | null;
  undone_at: Moment | null;
}

interface OutboxTable {
  epoch: number;
  xid: Generated<string>;
  id: GeneratedAlways<Id>;
  noun: 'article' | 'actor' | 'event' | 'quote' | 'api_key';
  row_id: Id;
  /** Of an actor, else null. */
  kind: ActorKind | null;
  /** Who may be told: everybody, only who may see embargoed articles, or nobody. */
  audience: Generated<Visibility>;
  /** Null: it was not there before. */
  visibility_before: Visibility | null;
  visibility_after: Visibility;
  changed_at: Generated<Moment>;
}

interface OutboxStateTable {
  id: Generated<boolean>;
  epoch: number;
  cluster: Id;
  pruned_epoch: Generated<number>;
  pruned_xid: Generated<string>;
  pruned_id: Generated<Id>;
}

interface ApiKeyTable {
  id: GeneratedAlways<Id>;
  name: string;
  key_hash: Buffer;
  scopes: Scope[];
  created_at: Generated<Moment>;
  expires_at: Moment | null;
  revoked_at: Moment | null;
}

interface IngestRunTable {
  source: string;
  byte_offset: Generated<Id>;
  line: Generated<Id>;
  prefix_hash: Buffer;
  started_at: Generated<Moment>;
  updated_at: Generated<Moment>;
}

interface FeedTable {
  id: GeneratedAlways<Id>;
  url: string;
  title: string | null;
  fetched_url: string | null;
  etag: string | null;
  last_modified: string | null;
  followed_at: Generated<Moment>;
  polled_at: Moment | null;
  next_poll_at: Generated<Moment>;
  interval_s: number;
  failures: Generated<number>;
  last_error: string | null;
  gone_at: Moment | null;
}

export type FollowedPageStatus = 'waiting' | 'read' | 'refused' | 'failed' | 'gone';

interface FollowedPageTable {
  id: GeneratedAlways<Id>;
  feed_id: Id;
  url: string;
  entry_hash: Buffer;
  whole: boolean;
  published_at: Moment;
  status: Generated<FollowedPageStatus>;
  fetched_url: string | null;
  etag: string | null;
  last_modified: string | null;
  article_id: Id | null;
  checked_at: Moment | null;
  next_check_at: Moment | null;
  last_error: string | null;
}

export interface Tables {
  actor: ActorTable;
  actor_name: ActorNameTable;
  article: ArticleTable;
  article_version: ArticleVersionTable;
  byline: BylineTable;
  image: ImageTable;
  article_url: ArticleUrlTable;
  article_subject: ArticleSubjectTable;
  article_association: ArticleAssociationTable;
  article_actor: ArticleActorTable;
  article_mark: ArticleMarkTable;
  reprint: ReprintTable;
  link_decision: LinkDecisionTable;
  event: EventTable;
  article_event: ArticleEventTable;
  event_participant: EventParticipantTable;
  event_participant_statement: EventParticipantStatementTable;
  mention: MentionTable;
  utterance: UtteranceTable;
  wording: WordingTable;
  utterance_key: UtteranceKeyTable;
  quote: QuoteTable;
  quote_party: QuotePartyTable;
  affiliation: AffiliationTable;
  affiliation_statement: AffiliationStatementTable;
  retraction: RetractionTable;
  curation_decision: CurationDecisionTable;
  outbox: OutboxTable;
  outbox_state: OutboxStateTable;
  api_key: ApiKeyTable;
  ingest_run: IngestRunTable;
  feed: FeedTable;
  followed_page: FollowedPageTable;
}

export type TableName = keyof Tables;
export type Row<T extends TableName> = Selectable<Tables[T]>;
export type NewRow<T extends TableName> = Insertable<Tables[T]>;
