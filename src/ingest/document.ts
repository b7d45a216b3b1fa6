import type { BylineRole } from '../../db/tables.ts';

/** What a `read-<format>` says about one article, before anything in its text was read. Pure data. */
export interface NewsDocument {
  /** As printed in the source; null where it says none. */
  readonly url: string | null;
  /** The agency's or publisher's own identifier; null where the source says none. */
  readonly guid: string | null;
  readonly publisher: string | null;
  readonly headline: string;
  /** The dek below the headline; null where there is none. */
  readonly standfirst: string | null;
  /** Plain text, a blank line between paragraphs. All spans of a reading point into it. */
  readonly body: string;
  readonly section: string | null;
  /** BCP 47. */
  readonly language: string;
  /** The place the story was filed from, as printed ("BRESTOVO"); null where there is none. */
  readonly dateline: string | null;
  /** RFC 3339 with an offset; null where the source says none. */
  readonly publishedAt: string | null;
  /** True where the source printed a time without a zone, and UTC or the caller's zone was assumed. */
  readonly publishedZoneAssumed: boolean;
  readonly modifiedAt: string | null;
  readonly bylines: readonly DocumentByline[];
  readonly images: readonly DocumentImage[];
  /** Corrections as the publisher states them, without the label. */
  readonly corrections: readonly string[];
}

export type { BylineRole };

export interface DocumentByline {
  readonly name: string;
  readonly role: BylineRole;
}

export interface DocumentImage {
  readonly caption: string | null;
  readonly credit: string | null;
}

/** What a reader of a format answers: a document, or why there is none and what would have been needed. */
export type ReadResult =
  | { readonly kind: 'document'; readonly document: NewsDocument }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string };

export const REFUSAL_REASONS = [
  'EMPTY',
  'NOT_TEXT',
  'TOO_LARGE',
  'NO_HEADLINE',
  'NO_BODY',
  'BAD_FIELD',
  'UNKNOWN_FORMAT',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];
