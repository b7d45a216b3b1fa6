import type { Generated, GeneratedAlways } from 'kysely';
import type { Id, Moment, Visibility } from './values.ts';

export interface Supported {
  public_count: Generated<number>;
  embargoed_count: Generated<number>;
  visibility: GeneratedAlways<Visibility>;
}

/** Copied from the article and kept true by its foreign keys. */
export interface OfArticle {
  article_id: Id;
  listed_at: Moment;
  visibility: Visibility;
}

/** Read from one article's text; `visibility` follows the article's until the text loses it. */
export interface Derived {
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
