import { type DocumentByline, type DocumentResult, newsDocument, refused } from '../document.ts';
import type { ReadOptions } from '../format.ts';
import { dayOfDateline } from './dateline.ts';
import { readBody } from './text-body.ts';
import { readHead, type TextHead } from './text-head.ts';
import { linesOfText } from './text-lines.ts';

export const LARGEST_TEXT_CHARS = 2_000_000;
const LONGEST_HEADLINE_CHARS = 300;

/** Reads an article as a scraper brings it home: the headline first, then whatever the page held. */
export function readText(raw: string, options: ReadOptions = {}): DocumentResult {
  if (raw.length > LARGEST_TEXT_CHARS) {
    return refused('TOO_LARGE', `wanted at most ${LARGEST_TEXT_CHARS} characters, got ${raw.length}`);
  }
  if (raw.includes('\0')) {
    return refused('NOT_TEXT', `wanted plain text, got a NUL character at offset ${raw.indexOf('\0')}`);
  }
  const lines = linesOfText(raw);
  if (lines.length === 0)
    return refused('EMPTY', `wanted an article, got ${raw.length} characters of white space`);
  const timeZone = options.timeZone ?? 'UTC';
  const head = readHead(lines, timeZone);
  if (head.headline === '' || head.headline.length > LONGEST_HEADLINE_CHARS) {
    const came = head.headline === '' ? 'nothing but buttons' : `a line of ${head.headline.length}`;
    return refused(
      'NO_HEADLINE',
      `wanted a headline of at most ${LONGEST_HEADLINE_CHARS} characters first, got ${came}`,
    );
  }
  return assembled(head, lines, { url: null, language: 'en', ...options, timeZone });
}

interface Given {
  readonly timeZone: string;
  readonly language: string;
  readonly url: string | null;
}

function assembled(head: TextHead, lines: readonly string[], given: Given): DocumentResult {
  const body = readBody(lines.slice(head.bodyAt));
  if (body.paragraphs.length === 0) {
    return refused(
      'NO_BODY',
      `wanted paragraphs below the headline "${head.headline.slice(0, 60)}", got none`,
    );
  }
  const url = head.url ?? body.url;
  const filed = body.filed === null ? null : dayOfDateline(body.filed, url ?? given.url, given.timeZone);
  const published = head.published ?? filed;
  const document = newsDocument({
    url,
    publisher: head.publisher,
    headline: head.headline,
    standfirst: head.standfirst,
    body: body.paragraphs.join('\n\n'),
    section: head.section,
    language: given.language,
    dateline: body.dateline,
    publishedAt: published?.at ?? null,
    publishedZoneAssumed: published?.zoneAssumed ?? false,
    modifiedAt: head.updated?.at ?? null,
    bylines: joined(head.authors, body.bylines),
    images: [...head.images, ...body.images],
    corrections: body.corrections,
  });
  return { kind: 'document', document };
}

/** Each name once, authors first. Where the head names the authors, those whom the closing credits add are contributors. */
function joined(authors: readonly string[], closing: readonly DocumentByline[]): DocumentByline[] {
  const found = new Map<string, DocumentByline>();
  for (const name of authors) found.set(name, { name, role: 'author' });
  for (const byline of closing) {
    const role = authors.length > 0 && byline.role === 'author' ? 'contributor' : byline.role;
    if (!found.has(byline.name)) found.set(byline.name, { ...byline, role });
  }
  const order = { author: 0, contributor: 1, photographer: 2 };
  return [...found.values()].sort((a, b) => order[a.role] - order[b.role]);
}
