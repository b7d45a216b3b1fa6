import {
  type DocumentByline,
  type DocumentImage,
  type FieldSource,
  type FieldSources,
  type NewsDocument,
  newsDocument,
  type ReadResult,
  type SourcedField,
} from '../document.ts';
import type { ReadOptions } from '../format.ts';
import { retractionOf } from '../json-ld/status.ts';
import type { Moment } from '../moment.ts';
import { dayOfDateline } from '../scraped/dateline.ts';
import { bestOf, type Preference, type Told, type ToldBy } from '../told.ts';
import { withoutStandfirst } from './body-lines.ts';
import { preferredHeadline, withoutSiteName } from './headline.ts';
import { missingArticle } from './missing-article.ts';
import { type PageBody, pageBody } from './page-body.ts';
import { type PageSources, pageSources } from './page-sources.ts';
import { bodyStatusOf } from './paywall.ts';

/** Reads the article of a web page: field by field from the part of the page that tells it best. */
export function readHtml(html: string, options: ReadOptions = {}): ReadResult {
  const page = pageSources(html, options);
  if ('kind' in page) return page;
  const { sources } = page;
  const first = preferredHeadline(
    sources['open-graph']?.headline,
    sources['json-ld']?.headline,
    sources.meta?.headline,
  );
  const told = bestOf(sources, (field) => preferenceOf(field, first), TOLD_FIELDS);
  if (page.isWithdrawn) return retractionOf(told);
  const shown = sources.markup?.headline ?? null;
  const headline = withoutSiteName(told.headline ?? page.title ?? '', told.publisher ?? null, shown);
  const body = pageBody(page, headline);
  const missing = missingArticle(page, told, headline, body.paragraphs);
  if (missing !== null) return missing;
  const filed =
    body.filed === null ? null : dayOfDateline(body.filed, told.url ?? null, options.timeZone ?? 'UTC');
  return { kind: 'document', document: assembled(page, { ...told, headline }, body, filed) };
}

const DEFAULT_ORDER: Preference = ['embedded-story', 'json-ld', 'open-graph', 'meta', 'markup', 'sender'];
const ORDER: { readonly [Field in SourcedField]?: Preference } = {
  url: ['markup', 'open-graph', 'json-ld', 'embedded-story', 'meta', 'sender'],
  standfirst: ['embedded-story', 'markup', 'json-ld', 'open-graph', 'meta'],
  language: ['json-ld', 'embedded-story', 'markup', 'open-graph', 'meta', 'sender'],
  publisher: ['open-graph', 'json-ld', 'embedded-story', 'markup', 'meta'],
  bylines: ['embedded-story', 'json-ld', 'open-graph', 'meta', 'markup'],
  publishedAt: ['json-ld', 'embedded-story', 'open-graph', 'meta', 'markup'],
  publishedZoneAssumed: ['json-ld', 'embedded-story', 'open-graph', 'meta', 'markup'],
};
const TOLD_FIELDS = [
  ...[
    'url',
    'otherUrls',
    'guid',
    'publisher',
    'headline',
    'standfirst',
    'section',
    'language',
    'dateline',
    'publishedAt',
  ],
  ...['publishedZoneAssumed', 'modifiedAt', 'liveBlog', 'bylines', 'images', 'corrections', 'usageTerms'],
  ...['copyrightHolder', 'copyrightNotice', 'subjects', 'associations'],
] as SourcedField[];

function preferenceOf(field: SourcedField, headlineFrom: FieldSource): Preference {
  if (field === 'headline')
    return ['embedded-story', headlineFrom, 'json-ld', 'open-graph', 'markup', 'meta'];
  return ORDER[field] ?? DEFAULT_ORDER;
}

type Chosen = Told & { readonly headline: string; readonly fieldSources: FieldSources };

function assembled(
  { sources }: PageSources,
  chosen: Chosen,
  body: PageBody,
  filed: Moment | null,
): NewsDocument {
  const { accessibleForFree, wordCount, ...told } = chosen;
  const text = withoutStandfirst(body.paragraphs, told.standfirst ?? null).join('\n\n');
  const repeated = told.standfirst != null && text.startsWith(told.standfirst.slice(0, 60));
  const printed = {
    ...(body.live && !told.liveBlog && { liveBlog: true }),
    ...(body.dateline !== null && { dateline: body.dateline }),
    ...(filed && !told.publishedAt && { publishedAt: filed.at, publishedZoneAssumed: filed.zoneAssumed }),
    ...(body.bylines.length > 0 && !told.bylines && { bylines: body.bylines }),
    ...(body.corrections.length > 0 && !told.corrections && { corrections: body.corrections }),
  };
  const printedSources = Object.fromEntries(
    Object.keys(printed).map((field) => [field, field === 'liveBlog' ? body.source : ('text' as const)]),
  );
  return newsDocument({
    ...told,
    ...printed,
    standfirst: repeated ? null : (told.standfirst ?? null),
    body: text,
    bodyStatus: bodyStatusOf(sources, text, body.walled),
    bylines: joined(told.bylines ?? [], body.bylines),
    images: [...body.images, ...(told.images ?? []).filter((image) => isNew(image, body.images))],
    otherUrls: otherUrlsOf(sources, told.url ?? null),
    fieldSources: { ...told.fieldSources, ...printedSources, body: body.source },
  });
}

/** A picture that the head names is often one of those in the body, without its caption. */
function isNew({ url, caption }: DocumentImage, shown: readonly DocumentImage[]): boolean {
  return !shown.some(
    (image) => (url !== null && image.url === url) || (caption !== null && image.caption === caption),
  );
}

/** Those whom the head names, then those whom the body names as having helped. */
function joined(head: readonly DocumentByline[], closing: readonly DocumentByline[]): DocumentByline[] {
  const known = new Set(head.map(({ name }) => name.toLowerCase()));
  const more = closing.filter(({ name }) => !known.has(name.toLowerCase()));
  return [
    ...head,
    ...more.map((byline) => (head.length > 0 ? { ...byline, role: 'contributor' as const } : byline)),
  ];
}

function otherUrlsOf(sources: ToldBy, url: string | null): string[] {
  const all = Object.values(sources).flatMap((told) => [told.url ?? [], told.otherUrls ?? []].flat());
  return [...new Set(all)].filter((address) => address !== url).slice(0, 10);
}
