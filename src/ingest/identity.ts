import { createHash } from 'node:crypto';
import type { NewsDocument } from './document.ts';

/** What makes two documents the same article. Where the source gives neither address nor guid, one is made of its head. */
export interface Identity {
  readonly url: string | null;
  readonly guid: string | null;
  readonly publisher: string | null;
}

export function identityOf(document: NewsDocument): Identity {
  const { url, publisher } = document;
  return { url, publisher, guid: document.guid ?? (url === null ? textGuid(document) : null) };
}

/**
 * Publisher, headline and time; where no time is printed, the first paragraph stands for it. A time without a zone counts
 * as printed, so that learning the publisher's zone later makes no second article.
 */
function textGuid({ publisher, headline, publishedAt, publishedZoneAssumed, body }: NewsDocument): string {
  const printed = publishedAt && (publishedZoneAssumed ? publishedAt.slice(0, 19) : moment(publishedAt));
  const parts = [publisher, headline, printed ?? body.split('\n\n', 1)[0]].map((part) => plain(part ?? ''));
  return `text:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;
}

function moment(rfc3339: string): string {
  return new Date(rfc3339).toISOString();
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * SHA-256 of all that the document says: two that say the same, whatever the order of their fields and wherever these were
 * found, have the same one. What is left unsaid does not count, so that a new field changes no article that has none.
 */
export function contentHash(document: NewsDocument): Buffer {
  const { fieldSources: _, ...said } = document;
  return createHash('sha256').update(canonicalJson(said)).digest();
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, held) => {
    if (held === null || typeof held !== 'object' || Array.isArray(held)) return held;
    const said = Object.entries(held).filter(([, part]) => !isUnsaid(part));
    return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function isUnsaid(value: unknown): boolean {
  return value === null || value === false || (Array.isArray(value) && value.length === 0);
}
