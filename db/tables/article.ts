import type { Generated, GeneratedAlways } from 'kysely';
import type { OfArticle } from './shared.ts';
import type {
  ActorKind,
  BodyStatus,
  BylineRole,
  FieldSources,
  Id,
  Moment,
  SubjectKind,
  Visibility,
} from './values.ts';

export interface ArticleTable {
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

export interface ArticleVersionTable extends OfArticle {
  version: number;
  headline: string;
  standfirst: string | null;
  body: string | null;
  corrections: string[];
  content_hash: Buffer;
  modified_at: Moment | null;
  ingested_at: Generated<Moment>;
}

export interface BylineTable extends OfArticle {
  position: number;
  name: string;
  role: BylineRole;
  actor_id: Id | null;
  actor_kind: Generated<'person'>;
  merged_from: Id | null;
}

export interface ImageTable extends OfArticle {
  position: number;
  caption: string | null;
  credit: string | null;
  url: string | null;
}

export interface ArticleUrlTable extends OfArticle {
  key: string;
  url: string;
  own: boolean;
}

export interface ArticleSubjectTable extends OfArticle {
  position: number;
  kind: SubjectKind;
  name: string;
  uri: string | null;
  role: string | null;
  actor_id: Id | null;
  merged_from: Id | null;
}

export interface ArticleAssociationTable extends OfArticle {
  position: number;
  role: string;
  type: string | null;
  uri: string | null;
  headline: string | null;
}

export interface ArticleActorTable extends OfArticle {
  actor_id: Id;
  kind: ActorKind;
  mention_count: number;
  first_char: number | null;
  description: string | null;
  /** In years, as the article states it. */
  age: number | null;
  merged_from: Id | null;
}

export interface ArticleMarkTable {
  article_id: Id;
  /** bigint, too. */
  hash: Id;
}

export interface ReprintTable {
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
