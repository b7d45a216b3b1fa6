import type { BodyStatus, BylineRole, PageSaid } from '../../db/tables.ts';

export type { BodyStatus, BylineRole, PageSaid };

/** What a `read-<format>` says about one article, before anything in its text was read. Pure data. */
export interface NewsDocument {
  /** As printed in the source; null where it says none. */
  readonly url: string | null;
  /** Other addresses that the source gives for the same article, such as its AMP page. */
  readonly otherUrls: readonly string[];
  /** The agency's or publisher's own identifier; null where the source says none. */
  readonly guid: string | null;
  readonly publisher: string | null;
  readonly headline: string;
  /** The dek below the headline; null where there is none. */
  readonly standfirst: string | null;
  /** Plain text, a blank line between paragraphs. All spans of a reading point into it. Empty only where it is withheld. */
  readonly body: string;
  /** `stub`: the source shows the beginning only. `withheld`: its rights do not allow to show it. */
  readonly bodyStatus: BodyStatus;
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
  /** RFC 3339 with an offset, or `infinity` for until further notice; null where there is no embargo. */
  readonly embargoedUntil: string | null;
  /** Entries of a running report, each below its own time: https://schema.org/LiveBlogPosting */
  readonly liveBlog: boolean;
  readonly bylines: readonly DocumentByline[];
  readonly images: readonly DocumentImage[];
  /** Corrections as the publisher states them, without the label. */
  readonly corrections: readonly string[];
  /** What its rights allow, in the words of the source (IPTC usageterms). */
  readonly usageTerms: string | null;
  readonly copyrightHolder: string | null;
  readonly copyrightNotice: string | null;
  /** Whom and what the source itself says that it is about, with the identifiers that it gives. */
  readonly subjects: readonly DocumentSubject[];
  /** Other items that the source ties to it; its pictures are `images`. */
  readonly associations: readonly DocumentAssociation[];
  /** Which part of the source each field was taken from. No part of what the article says. */
  readonly fieldSources: FieldSources;
}

export interface DocumentByline {
  readonly name: string;
  readonly role: BylineRole;
}

export interface DocumentImage {
  readonly caption: string | null;
  readonly credit: string | null;
  /** http or https; null where the source says none. */
  readonly url: string | null;
}

export const SUBJECT_KINDS = ['person', 'organization', 'place', 'event', 'topic'] as const;

export interface DocumentSubject {
  readonly kind: (typeof SUBJECT_KINDS)[number];
  readonly name: string;
  /** Of whatever scheme the source uses, `https://www.wikidata.org/entity/Q…` for one; null where it gives none. */
  readonly uri: string | null;
  /** The role in the news or the relation to it, as the source codes it; null where it does not say. */
  readonly role: string | null;
}

export interface DocumentAssociation {
  /** What the source calls the relation: the key of a ninjs association, the rel of a NewsML-G2 link. */
  readonly role: string;
  /** text, picture, video, audio, graphic, composite, event, …; null where the source does not say. */
  readonly type: string | null;
  /** The item's own identifier or address. */
  readonly uri: string | null;
  readonly headline: string | null;
}

export const FIELD_SOURCES = [
  'json-ld',
  'embedded-story',
  'open-graph',
  'meta',
  'markup',
  'text',
  'feed',
  'ninjs',
  'newsml-g2',
  'jsonl',
  'sender',
] as const;
export type FieldSource = (typeof FIELD_SOURCES)[number];
export type SourcedField = Exclude<keyof NewsDocument, 'fieldSources'>;
export type FieldSources = { readonly [Field in SourcedField]?: FieldSource };

type Told = Pick<NewsDocument, 'headline' | 'body'> & Partial<NewsDocument>;

/** The document with what its source left unsaid: null, none, or English. */
export function newsDocument(told: Told): NewsDocument {
  return {
    url: null,
    otherUrls: [],
    guid: null,
    publisher: null,
    standfirst: null,
    bodyStatus: 'available',
    section: null,
    language: 'en',
    dateline: null,
    publishedAt: null,
    publishedZoneAssumed: false,
    modifiedAt: null,
    embargoedUntil: null,
    liveBlog: false,
    bylines: [],
    images: [],
    corrections: [],
    usageTerms: null,
    copyrightHolder: null,
    copyrightNotice: null,
    subjects: [],
    associations: [],
    fieldSources: {},
    ...told,
  };
}

/** The source takes an article back: ninjs `canceled`, a page that is gone for good. */
export interface Retraction {
  /** As a document of the article would say them; one of url and guid at least. */
  readonly url: string | null;
  readonly guid: string | null;
  readonly publisher: string | null;
  /** What the source says about it; null where it says nothing. */
  readonly notice: string | null;
}

/** What a reader of a format answers: a document, or why there is none and what would have been needed. */
export type ReadResult = DocumentResult | { readonly kind: 'retraction'; readonly retraction: Retraction };

/** Of a format that can take nothing back. */
export type DocumentResult = { readonly kind: 'document'; readonly document: NewsDocument } | Refusal;

export interface Refusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** What was wanted and what came. */
  readonly message: string;
}

export function refused(reason: RefusalReason, message: string): Refusal {
  return { kind: 'refused', reason, message };
}

export const REFUSAL_REASONS = [
  'EMPTY',
  'NOT_TEXT',
  'TOO_LARGE',
  'NO_HEADLINE',
  'NO_BODY',
  'BAD_FIELD',
  'UNKNOWN_FORMAT',
  'MALFORMED',
  'NO_ARTICLE',
  'UNKNOWN_ARTICLE',
  'UNREADABLE',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];
