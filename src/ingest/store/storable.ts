import { canonicalUrl } from '../../../db/url.ts';
import { type NewsDocument, type Refusal, refused } from '../document.ts';

export type Storable = { readonly kind: 'document'; readonly document: NewsDocument } | Refusal;

const LONGEST_CHARS = {
  guid: 500,
  publisher: 200,
  headline: 2_000,
  standfirst: 20_000,
  section: 200,
  dateline: 200,
  body: 500_000,
} as const;

/** No index holds a longer one. A canonical address is ASCII. */
const LONGEST_URL_BYTES = 2_000;

/** The document as a database can hold it, or what its sender has to change. */
export function storable(given: NewsDocument): Storable {
  const document = held(given) as NewsDocument;
  if (document.headline === '') return refused('NO_HEADLINE', 'wanted a headline, got none');
  if (document.body === '') return refused('NO_BODY', 'wanted a body, got none');
  for (const [field, longest] of Object.entries(LONGEST_CHARS)) {
    const length = document[field as keyof typeof LONGEST_CHARS]?.length ?? 0;
    const reason = field === 'body' ? 'TOO_LARGE' : 'BAD_FIELD';
    if (length > longest)
      return refused(reason, `${field}: wanted at most ${longest} characters, got ${length}`);
  }
  for (const field of ['publishedAt', 'modifiedAt'] as const) {
    const time = document[field];
    if (time !== null && !isMoment(time)) {
      return refused(
        'BAD_FIELD',
        `${field}: wanted RFC 3339 with an offset, in the years 1 to 9999, got "${time.slice(0, 60)}"`,
      );
    }
  }
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.language)) {
    return refused(
      'BAD_FIELD',
      `language: wanted a BCP 47 tag such as "en", got "${document.language.slice(0, 60)}"`,
    );
  }
  if (document.url === null) return { kind: 'document', document };
  const url = canonicalUrl(document.url);
  if (url === null)
    return refused('BAD_FIELD', `url: wanted an http address, got "${document.url.slice(0, 60)}"`);
  if (url.length > LONGEST_URL_BYTES) {
    const wanted = `wanted at most ${LONGEST_URL_BYTES} bytes once escaped`;
    return refused('BAD_FIELD', `url: ${wanted}, got ${url.length}`);
  }
  return { kind: 'document', document: { ...document, url } };
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
