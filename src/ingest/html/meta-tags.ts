import type { DocumentSubject } from '../document.ts';
import { authorNames } from '../json-ld/authors.ts';
import { languageTag } from '../language-tag.ts';
import { readMoment } from '../moment.ts';
import { plainText } from '../plain-text.ts';
import { type Told, told } from '../told.ts';
import type { PageDocument } from './parse-page.ts';

export interface MetaOptions {
  readonly timeZone: string;
  /** An absolute address out of one that may be relative; null for none. */
  readonly absolute: (address: string | null) => string | null;
}

/** The values of a page's meta elements, by name in lower case, in the order of the page. */
export type MetaTags = ReadonlyMap<string, readonly string[]>;

const LONGEST_VALUE = 4_000;
const MOST_VALUES = 100;

export function metaTagsOf(document: PageDocument): MetaTags {
  const tags = new Map<string, string[]>();
  for (const meta of document.querySelectorAll('meta[content]')) {
    const value = plainText(meta.getAttribute('content')?.slice(0, LONGEST_VALUE) ?? '');
    if (value === '') continue;
    for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = meta.getAttribute(key)?.toLowerCase().trim();
      if (!name) continue;
      const values = tags.get(name) ?? [];
      if (values.length < MOST_VALUES) values.push(value);
      tags.set(name, values);
    }
  }
  return tags;
}

/** https://ogp.me, with the article vocabulary. */
export function tellOpenGraph(tags: MetaTags, { timeZone, absolute }: MetaOptions): Told {
  const [first] = valuesOf(tags, ['og:image', 'og:image:url', 'og:image:secure_url']);
  const image = absolute(first ?? null);
  const published = momentOf(
    tags,
    ['article:published_time', 'og:article:published_time', 'og:published_time'],
    timeZone,
  );
  const locale = valuesOf(tags, ['og:locale'])[0];
  return told({
    url: absolute(valuesOf(tags, ['og:url'])[0] ?? null),
    headline: valuesOf(tags, ['og:title'])[0],
    standfirst: valuesOf(tags, ['og:description'])[0],
    publisher: valuesOf(tags, ['og:site_name'])[0],
    section: valuesOf(tags, ['article:section', 'og:article:section'])[0],
    language: languageTag(locale),
    publishedAt: published?.at,
    publishedZoneAssumed: published?.zoneAssumed,
    modifiedAt: momentOf(
      tags,
      ['article:modified_time', 'og:updated_time', 'og:article:modified_time'],
      timeZone,
    )?.at,
    bylines: bylinesOf(valuesOf(tags, ['article:author', 'og:article:author', 'og:author'])),
    images: image === null ? [] : [{ caption: null, credit: null, url: image }],
    subjects: topicsOf(valuesOf(tags, ['article:tag', 'og:article:tag'])),
    ...(valuesOf(tags, ['article:content_tier'])[0] === 'locked' && { accessibleForFree: false }),
  });
}

const PUBLISHED = [
  'parsely-pub-date',
  'sailthru.date',
  'datepublished',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'published_time',
  'dc.date.issued',
  'dcterms.issued',
  'dc.issued',
  'dc.date.created',
  'dcterms.created',
  'dc.date',
  'dcterms.date',
  'article.published',
  'cxenseparse:recs:publishtime',
  'citation_online_date',
  'citation_publication_date',
  'citation_date',
  'publication_date',
  'date',
  'originalpublicationdate',
  'article_date_original',
  'prism.publicationdate',
  'rbpubdate',
  'cxenseparse:publishtime',
  'iso-8601-publish-date',
  'shareaholic:article_published_time',
  'dc.date.modified',
];
const MODIFIED = [
  'datemodified',
  'dcterms.modified',
  'dc.date.modified',
  'last-modified',
  'lastmod',
  'article.updated',
  'revised',
  'last_updated_date',
  'iso-8601-modify-date',
  'shareaholic:article_modified_time',
];
const AUTHOR = [
  'author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'dc.contributor',
  'article.author',
  'byl',
  'citation_author',
  'authors',
  'cxenseparse:author',
  'news_authors',
];

/** Everything else that publishers write into meta elements: Dublin Core, Parse.ly, Sailthru, Highwire, Twitter. */
export function tellMeta(tags: MetaTags, { timeZone, absolute }: MetaOptions): Told {
  const published = momentOf(tags, PUBLISHED, timeZone);
  const image = absolute(
    valuesOf(tags, ['twitter:image', 'twitter:image:src', 'parsely-image-url', 'thumbnail'])[0] ?? null,
  );
  const keywords = valuesOf(tags, ['news_keywords', 'keywords', 'parsely-tags', 'sailthru.tags']).slice(0, 1);
  return told({
    url: absolute(valuesOf(tags, ['parsely-link', 'twitter:url'])[0] ?? null),
    headline: valuesOf(tags, [
      'parsely-title',
      'sailthru.title',
      'dc.title',
      'dcterms.title',
      'citation_title',
      'headline',
      'twitter:title',
      'title',
    ])[0],
    standfirst: valuesOf(tags, [
      'description',
      'dc.description',
      'sailthru.description',
      'twitter:description',
    ])[0],
    publisher: valuesOf(tags, [
      'application-name',
      'dc.publisher',
      'dcterms.publisher',
      'publisher',
      'citation_journal_title',
      'apple-mobile-web-app-title',
    ])[0],
    section: valuesOf(tags, [
      'parsely-section',
      'section',
      'article.section',
      'cxenseparse:category',
      'dc.subject.section',
    ])[0],
    language: languageTag(
      valuesOf(tags, ['content-language', 'language', 'dc.language', 'dcterms.language'])[0],
    ),
    publishedAt: published?.at,
    publishedZoneAssumed: published?.zoneAssumed,
    modifiedAt: momentOf(tags, MODIFIED, timeZone)?.at,
    bylines: bylinesOf(
      AUTHOR.map((name) => tags.get(name) ?? []).find((values) => bylinesOf(values).length > 0) ?? [],
    ),
    images: image === null ? [] : [{ caption: null, credit: null, url: image }],
    subjects: topicsOf(keywords.flatMap((words) => words.split(/[,;]/))),
    copyrightNotice: valuesOf(tags, ['copyright', 'dc.rights', 'dcterms.rights'])[0],
  });
}

function valuesOf(tags: MetaTags, names: readonly string[]): string[] {
  return names.flatMap((name) => tags.get(name) ?? []);
}

function momentOf(tags: MetaTags, names: readonly string[], timeZone: string) {
  for (const value of valuesOf(tags, names)) {
    const moment = readMoment(value, timeZone);
    if (moment !== null) return moment;
  }
  return null;
}

function bylinesOf(values: readonly string[]) {
  const names = [...new Set(values.flatMap(authorNames))];
  return names.map((name) => ({ name, role: 'author' as const }));
}

const MOST_TOPICS = 100;

function topicsOf(words: readonly string[]): DocumentSubject[] {
  const names = new Map(words.map((word) => [word.trim().toLowerCase(), word.trim()]));
  return [...names.values()]
    .filter((name) => name !== '' && name.length <= 100)
    .slice(0, MOST_TOPICS)
    .map((name) => ({ kind: 'topic', name, uri: null, role: 'keywords' }));
}
