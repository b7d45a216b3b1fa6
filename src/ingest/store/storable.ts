import { canonicalUrl } from '../../../db/url.ts';
import { type NewsDocument, type Refusal, refused } from '../document.ts';
import { heldLists, LONGEST_URL_BYTES, wrongInLists } from './storable-lists.ts';

export type Storable = { readonly kind: 'document'; readonly document: NewsDocument } | Refusal;

const LONGEST_CHARS = {
  guid: 500,
  publisher: 200,
  headline: 2_000,
  standfirst: 20_000,
  section: 200,
  dateline: 200,
  usageTerms: 20_000,
  copyrightHolder: 2_000,
  copyrightNotice: 20_000,
  body: 500_000,
} as const;

/** The document as a database can hold it, or what its sender has to change. */
export function storable(given: NewsDocument): Storable {
  const document = heldLists(held(given) as NewsDocument);
  if (document.headline === '') return refused('NO_HEADLINE', 'wanted a headline, got none');
  if (document.body === '' && document.bodyStatus !== 'withheld')
    return refused('NO_BODY', 'wanted a body, got none');
  const { length } = document.body;
  if (length > LONGEST_CHARS.body)
    return refused('TOO_LARGE', `body: wanted at most ${LONGEST_CHARS.body} characters, got ${length}`);
  const wrong = wrongField(document) ?? wrongInLists(document);
  if (wrong !== null) return refused('BAD_FIELD', wrong);
  const url = document.url === null ? null : canonicalUrl(document.url);
  return { kind: 'document', document: { ...document, url } };
}

/** As what was wanted and what came. */
function wrongField(document: NewsDocument): string | null {
  for (const [field, longest] of Object.entries(LONGEST_CHARS)) {
    const length = document[field as keyof typeof LONGEST_CHARS]?.length ?? 0;
    if (length > longest) return `${field}: wanted at most ${longest} characters, got ${length}`;
  }
  for (const field of ['publishedAt', 'modifiedAt', 'embargoedUntil'] as const) {
    const time = document[field];
    if (time === null || isMoment(time) || (field === 'embargoedUntil' && time === 'infinity')) continue;
    const wanted = 'wanted RFC 3339 with an offset, in the years 1 to 9999';
    return `${field}: ${wanted}, got "${time.slice(0, 60)}"`;
  }
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.language))
    return `language: wanted a BCP 47 tag such as "en", got "${document.language.slice(0, 60)}"`;
  return document.url === null ? null : wrongUrl(document.url);
}

function wrongUrl(printed: string): string | null {
  const url = canonicalUrl(printed);
  if (url === null) return `url: wanted an http address, got "${printed.slice(0, 60)}"`;
  if (url.length <= LONGEST_URL_BYTES) return null;
  return `url: wanted at most ${LONGEST_URL_BYTES} bytes once escaped, got ${url.length}`;
}

const MOMENT = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-](0\d|1[0-5]):[0-5]\d)$/;
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');
const LATEST = Date.parse('9999-12-31T23:59:59Z');

/** As printed and in UTC, in which it is written out. */
function isMoment(text: string): boolean {
  if (!MOMENT.test(text)) return false;
  const moment = Date.parse(text);
  if (moment < EARLIEST || moment > LATEST) return false;
  const day = text.slice(0, 10);
  // Date takes 30 February for 2 March; Postgres does not.
  return !Number.isNaN(moment) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

/** Postgres has no U+0000 and no halves of surrogate pairs; empty text says nothing, as null does. */
function held(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed().trim();
  if (Array.isArray(value)) return value.map(held);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, emptyIsNull(key, held(part))]));
}

const NEVER_NULL = new Set(['headline', 'body', 'name', 'language']);

function emptyIsNull(key: string, value: unknown): unknown {
  return value === '' && !NEVER_NULL.has(key) ? null : value;
}
