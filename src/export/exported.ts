import type { NewsDocument, Retraction } from '../ingest/document.ts';

/** An article with what is known of it, or the little that a withdrawn one leaves. Pure data. */
export type Exported = ExportedArticle | ExportedTombstone;

interface Known {
  /** The opaque id of the GraphQL schema. */
  readonly id: string;
}

export interface ExportedArticle extends Known {
  readonly kind: 'article';
  /** Empty bodies are withheld ones. */
  readonly document: NewsDocument;
  /** RFC 3339. */
  readonly ingestedAt: string;
  /** Whom it names, those named most often first. */
  readonly actors: readonly ExportedActor[];
  /** In the order of the text. */
  readonly quotes: readonly ExportedQuote[];
}

export interface ExportedActor {
  readonly kind: 'person' | 'organization';
  readonly name: string;
  /** `Q…`; null where it is not known. */
  readonly wikidataId: string | null;
  /** Who it is, in the words of the article ("foreign minister"); null where it does not say. */
  readonly description: string | null;
}

export interface ExportedQuote {
  readonly text: string;
  /** Those whom the article names. */
  readonly speakers: readonly { readonly kind: 'person' | 'organization'; readonly name: string }[];
}

export interface ExportedTombstone extends Known {
  readonly kind: 'tombstone';
  readonly retraction: Retraction;
  /** RFC 3339. */
  readonly withdrawnAt: string;
}

/** RFC 3986: an absolute one, of characters that need no escape. */
const URI = /^[a-z][a-z0-9+.-]*:[a-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/i;

export function isUri(text: string | null): text is string {
  return text !== null && URI.test(text) && !/%(?![0-9a-f]{2})/i.test(text);
}

/** What names an article to everyone: its guid where that is a URI, its address, else a name made here. */
export function uriOf({ guid, url }: Pick<NewsDocument, 'guid' | 'url'>, id: string): string {
  if (isUri(guid)) return guid;
  return isUri(url) ? url : `urn:newsgraph:${id}`;
}

export function wikidataUri(id: string): string {
  return `https://www.wikidata.org/entity/${id}`;
}
