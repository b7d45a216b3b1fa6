import type { DocumentByline } from '../document.ts';
import { authorNames } from '../json-ld/authors.ts';
import { languageTag } from '../language-tag.ts';
import { readMoment } from '../moment.ts';
import { bylineNames } from '../scraped/bylines.ts';
import { type Told, told } from '../told.ts';
import { isInEntry } from './live-entries.ts';
import type { PageDocument, PageElement } from './parse-page.ts';
import { textIn } from './text-in.ts';

export interface MarkupOptions {
  readonly timeZone: string;
  readonly absolute: (address: string | null) => string | null;
}

/** What the page itself shows, and its microdata. https://html.spec.whatwg.org/multipage/microdata.html */
export function tellMarkup(document: PageDocument, { timeZone, absolute }: MarkupOptions): Told {
  const published =
    timeOf(document, ['[itemprop="datePublished"]', 'time[pubdate]'], timeZone) ??
    shownTime(document, timeZone);
  return told({
    url: absolute(document.querySelector('link[rel~="canonical"][href]')?.getAttribute('href') ?? null),
    otherUrls: linked(document, 'link[rel~="amphtml"][href]', absolute),
    headline: headlineOf(document),
    standfirst: firstText(document, STANDFIRST, 30, 500),
    section: firstText(document, ['[itemprop="articleSection"]'], 2, 60),
    language: languageTag(document.documentElement.getAttribute('lang')),
    publisher: firstText(document, ['[itemprop="publisher"] [itemprop="name"]'], 2, 100),
    publishedAt: published?.at,
    publishedZoneAssumed: published?.zoneAssumed,
    modifiedAt: timeOf(document, ['[itemprop="dateModified"]'], timeZone)?.at,
    bylines: bylinesOf(document),
  });
}

const STANDFIRST = [
  '[itemprop="alternativeHeadline"]',
  '[data-testid*="standfirst"]',
  '[class*="standfirst"]',
  '[class*="article-dek"]',
  '[class*="__dek"]',
  '[class*="subheadline"]',
  '[class*="sub-headline"]',
  '[class*="article-subtitle"]',
  '[class*="article__subtitle"]',
  'h2[class*="subtitle"]',
  'p[class*="deck"]',
  '[class*="article__summary"]',
  'p[class*="dek"]',
  'h2[class*="dek"]',
];

function firstText(
  document: PageDocument,
  selectors: readonly string[],
  least: number,
  most: number,
): string | null {
  for (const selector of selectors) {
    for (const element of document.querySelectorAll(selector)) {
      const text = element.localName === 'meta' ? (element.getAttribute('content') ?? '') : textIn(element);
      if (text.length >= least && text.length <= most) return text;
    }
  }
  return null;
}

function linked(document: PageDocument, selector: string, absolute: MarkupOptions['absolute']): string[] {
  return [...document.querySelectorAll(selector)].flatMap(
    (link) => absolute(link.getAttribute('href')) ?? [],
  );
}

/** The headline in the article's own scope, else the only or the longest h1. */
function headlineOf(document: PageDocument): string | null {
  const marked = firstText(document, ['h1[itemprop~="headline"]', '[itemprop~="headline"]'], 5, 300);
  if (marked !== null) return marked;
  const inArticle = [...document.querySelectorAll('article h1, main h1')]
    .map(textIn)
    .filter((text) => text.length > 5);
  const all = [...document.querySelectorAll('h1')]
    .map(textIn)
    .filter((text) => text.length > 5 && text.length <= 300);
  return inArticle[0] ?? all.sort((a, b) => b.length - a.length)[0] ?? null;
}

function timeOf(document: PageDocument, selectors: readonly string[], timeZone: string) {
  const elements = selectors.flatMap((selector) => [...document.querySelectorAll(selector)]);
  for (const element of elements.filter((each) => !isInEntry(each))) {
    for (const name of ['datetime', 'content', 'title']) {
      const moment = readMoment(element.getAttribute(name) ?? undefined, timeZone);
      if (moment !== null) return moment;
    }
    const moment = readMoment(textIn(element), timeZone);
    if (moment !== null) return moment;
  }
  return null;
}

const SHOWN_TIME =
  'article time[datetime], main time[datetime], header time[datetime], time[datetime], article time, main time, [class*="publish"], [class*="timestamp"], [class*="dateline"], [class*="post-date"], [class*="entry-date"], [class*="article-date"], [class*="byline"], [class*="date"]';

/** The first time that the page prints. */
function shownTime(document: PageDocument, timeZone: string) {
  return timeOf(document, SHOWN_TIME.split(', '), timeZone);
}

const AUTHOR = [
  '[itemprop~="author"]',
  '[rel~="author"]',
  '[class*="author-name"]',
  '[class*="author__name"]',
  '[class*="byline"]',
];

function bylinesOf(document: PageDocument): DocumentByline[] {
  for (const selector of AUTHOR) {
    const names = [...document.querySelectorAll(selector)]
      .slice(0, 12)
      .flatMap((element) => namesIn(element, selector));
    if (names.length > 0) return asAuthors(names);
  }
  return asAuthors(namesBelow(document.querySelector('h1')));
}

function asAuthors(names: readonly string[]): DocumentByline[] {
  return [...new Set(names)].map((name) => ({ name, role: 'author' }));
}

const NEAR_HEADING = 4;

/** Of a byline that nothing but its words and its place tell. */
function namesBelow(heading: PageElement | null): string[] {
  let element = heading?.nextElementSibling ?? null;
  for (let at = 0; element !== null && at < NEAR_HEADING; at++) {
    const text = textIn(element);
    const names = text.length <= 200 ? bylineNames(text) : [];
    if (names.length > 0) return names;
    element = element.nextElementSibling;
  }
  return [];
}

function namesIn(element: PageElement, selector: string): string[] {
  const name = element.querySelector('[itemprop~="name"]') ?? element;
  const text = name.getAttribute('content') ?? textIn(name);
  if (text.length > 200) return [];
  if (!selector.includes('byline')) return authorNames(text).filter((each) => each.split(' ').length <= 5);
  return bylineNames(text);
}
