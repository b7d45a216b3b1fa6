import type { Generated, GeneratedAlways } from 'kysely';
import type { OfArticle, Supported } from './shared.ts';
import type {
  ActorKind,
  CurationKind,
  DatePrecision,
  Day,
  EventKind,
  EventStatus,
  Id,
  Moment,
  RangeText,
} from './values.ts';

export interface ActorTable extends Supported {
  id: GeneratedAlways<Id>;
  kind: ActorKind;
  name: string;
  name_key: GeneratedAlways<string>;
  wikidata_id: string | null;
  time_zone: string | null;
  merged_into: Id | null;
  created_at: Generated<Moment>;
}

export interface ActorNameTable extends Supported {
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

export interface LinkDecisionTable extends OfArticle {
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

interface EventFacts {
  name: string;
  status: EventStatus;
  earliest: Day | null;
  latest: Day | null;
  precision: DatePrecision | null;
  place: string | null;
  listed_on: Day;
}

export interface EventTable extends Supported, EventFacts {
  id: GeneratedAlways<Id>;
  name_key: GeneratedAlways<string>;
  kind: EventKind;
  language: string;
  merged_into: Id | null;
  search: GeneratedAlways<string>;
  created_at: Generated<Moment>;
}

export interface ArticleEventTable extends OfArticle, EventFacts {
  event_id: Id;
  mention_count: number;
  first_char: number;
  confidence: number;
}

export interface EventParticipantTable extends Supported {
  id: GeneratedAlways<Id>;
  event_id: Id;
  actor_id: Id;
  listed_on: Day;
}

export interface EventParticipantStatementTable extends OfArticle {
  participant_id: Id;
  merged_from: Id | null;
}

export interface AffiliationTable extends Supported {
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

export interface AffiliationStatementTable extends OfArticle {
  affiliation_id: Id;
  version: number;
  span: RangeText;
  extractor: string;
  confidence: number;
  person_merged_from: Id | null;
  organization_merged_from: Id | null;
}

export interface CurationDecisionTable {
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
