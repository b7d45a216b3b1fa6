import type { Generated, GeneratedAlways } from 'kysely';
import type { ActorKind, FollowedPageStatus, Id, Moment, PageSaid, Scope, Visibility } from './values.ts';

export interface RetractionTable {
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

/** Of whoever asks: a token bucket that all processes share. */
export interface BudgetTable {
  holder: string;
  /** What it holds when it is full, and what comes in a second. */
  size: number;
  restored_per_s: number;
  /** What it held at the time of `at`; below 0: spent ahead. */
  units: number;
  /** What the last process that asked was lent of it. */
  lent: number;
  at: Generated<Moment>;
}

export interface OutboxTable {
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

export interface OutboxStateTable {
  id: Generated<boolean>;
  epoch: number;
  cluster: Id;
  pruned_epoch: Generated<number>;
  pruned_xid: Generated<string>;
  pruned_id: Generated<Id>;
}

export interface ApiKeyTable {
  id: GeneratedAlways<Id>;
  name: string;
  key_hash: Buffer;
  scopes: Scope[];
  /** Null: it was made before prefixes were kept. */
  prefix: string | null;
  created_at: Generated<Moment>;
  expires_at: Moment | null;
  revoked_at: Moment | null;
  /** To the minute; null: never. */
  last_used_at: Moment | null;
}

export interface IngestRunTable {
  source: string;
  byte_offset: Generated<Id>;
  line: Generated<Id>;
  prefix_hash: Buffer;
  started_at: Generated<Moment>;
  updated_at: Generated<Moment>;
}

export interface FeedTable {
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

export interface FollowedPageTable {
  id: GeneratedAlways<Id>;
  feed_id: Id;
  url: string;
  entry_hash: Buffer;
  whole: boolean;
  published_at: Moment;
  said: Generated<PageSaid>;
  status: Generated<FollowedPageStatus>;
  fetched_url: string | null;
  etag: string | null;
  last_modified: string | null;
  article_id: Id | null;
  checked_at: Moment | null;
  next_check_at: Moment | null;
  last_error: string | null;
}
