import { type AgencyBody, agencyBody, NO_BODY } from '../agency/body.ts';
import { agencyByline, uniqueBylines } from '../agency/byline.ts';
import { embargoEnd, firstMoment, momentOf } from '../agency/moment.ts';
import { isHttp } from '../agency/rendition.ts';
import { headlineOf, languageTag, toldBy } from '../agency/told.ts';
import {
  type BodyStatus,
  type BylineRole,
  type DocumentByline,
  type DocumentSubject,
  type ReadResult,
  refused,
} from '../document.ts';
import type { ReadOptions } from '../format.ts';
import type { NinjsItem } from './item.ts';
import { associationsOf, imagesOf } from './media.ts';
import { isNitf, lineOfWords, paragraphsOfWords, type Words, wordsInRole } from './words.ts';

/** What a valid item says as an article; `canceled` takes it back. */
export function articleOfItem(item: NinjsItem, { language, timeZone }: ReadOptions): ReadResult {
  const [url = null, ...otherUrls] = addressesOf(item);
  const own = { url, guid: guidOf(item), publisher: publisherOf(item) };
  if (item.pubStatus === 'canceled') return retraction(own, item);
  const body = bodyOf(item);
  const headline = headlineIn(item) ?? (headlineOf(body.text) || item.uri);
  if (headline === '') return refused('NO_HEADLINE', 'wanted a headline, a text or a uri, got none');
  const published = firstMoment([item.firstCreated, item.versionCreated, item.contentCreated], timeZone);
  const modified = momentOf(item.versionCreated, timeZone);
  return toldBy('ninjs', {
    ...own,
    otherUrls,
    headline,
    standfirst: standfirstOf(item, body.text),
    body: body.text || headline,
    bodyStatus: item.isPartial ? 'stub' : body.status,
    language: languageTag(item.language) ?? language ?? 'en',
    dateline: body.dateline ?? item.located,
    publishedAt: published?.at ?? null,
    publishedZoneAssumed: published?.zoneAssumed ?? false,
    modifiedAt:
      modified && Date.parse(modified.at) > Date.parse(published?.at ?? modified.at) ? modified.at : null,
    embargoedUntil: item.pubStatus === 'withheld' ? 'infinity' : embargoEnd(item.embargoedUntil, timeZone),
    bylines: bylinesOf(item, body.bylines),
    images: imagesOf(item),
    corrections: body.corrections,
    usageTerms: item.usageTerms,
    copyrightHolder: item.copyrightHolder,
    copyrightNotice: item.copyrightNotice,
    // A maker is told by the byline; only a URI says more.
    subjects: item.subjects.filter((subject) => subject.uri !== null || makerRole(subject) === null),
    associations: associationsOf(item),
  });
}

type Own = { readonly url: string | null; readonly guid: string | null; readonly publisher: string | null };

function retraction(own: Own, item: NinjsItem): ReadResult {
  if (own.guid === null)
    return refused('BAD_FIELD', 'uri: wanted the URI of what is canceled, got an empty text');
  return { kind: 'retraction', retraction: { ...own, notice: item.edNote ?? headlineIn(item) } };
}

/** The pages that its renditions in HTML are; else the URI, where it is an address of the web. */
function addressesOf({ renditions, uri }: NinjsItem): string[] {
  const pages = renditions.flatMap(({ contentType, href }) =>
    /^text\/html/i.test(contentType ?? '') && isHttp(href) ? href : [],
  );
  return pages.length > 0 ? [...new Set(pages)] : isHttp(uri) ? [uri] : [];
}

/** A guid that is no URI can't be the item's own, and stands beside it. */
function guidOf({ altIds, uri }: NinjsItem): string | null {
  return altIds.find(({ role }) => role === 'guid')?.value ?? (uri || null);
}

const GIVES = /(?:provider|publisher|agency|originator|distributor)$/i;
const NOTICE = /^(?:©|\(c\)|copyright\b)/i;

/** Who provides it; else the one source without a role; else who holds the rights in a text. */
function publisherOf({ infoSources, copyrightHolder, type }: NinjsItem): string | null {
  const provider = infoSources.find(({ role }) => role !== null && GIVES.test(role));
  if (provider?.name) return provider.name;
  const [only, ...others] = infoSources.filter(({ role }) => role === null);
  if (only?.name && others.length === 0) return only.name;
  if (copyrightHolder === null || NOTICE.test(copyrightHolder) || type === 'picture') return null;
  return copyrightHolder;
}

const MAIN = [
  /^main$/i,
  /^(?:headline|title|text|simple)?$/i,
  /^(?!.*(?:sub|kicker|short|teaser|seo|push))/i,
];

function headlineIn({ headlines, title, slugline }: NinjsItem): string | null {
  const words = wordsInRole(headlines, MAIN);
  return (words && lineOfWords(words)) || title || slugline;
}

const NOT_RUNNING = /summary|abstract|lead|teaser|caption|headline|title|credit|note|quote/i;
const PROSE = [/^main$/i, /caption/i, /^(?:text|description)?$/i, /summary|abstract|lead|intro|standfirst/i];
const NO_PROSE = /credit|writer|byline|keyword|author|source/i;
const WHOLE_BY_CAPTION = new Set(['picture', 'video', 'audio', 'graphic', 'event', 'planning', 'component']);

/** The text; else its description, which is all the words that a picture has; else what it announces. */
function bodyOf(item: NinjsItem): AgencyBody & { readonly status: BodyStatus } {
  const running = item.bodies.filter(({ role }) => !NOT_RUNNING.test(role ?? ''));
  const body = agencyBody(mostParagraphs(running.length > 0 ? running : item.bodies));
  if (body.text !== '') return { ...body, status: 'available' };
  const described = descriptionOf(item);
  const text = (described ? paragraphsOfWords(described) : item.planned).join('\n\n');
  const isWhole = text !== '' && WHOLE_BY_CAPTION.has(item.type ?? '');
  return { ...NO_BODY, text, status: isWhole ? 'available' : 'stub' };
}

/** Of the plain text and the first one in markup: the one whose paragraphs survived. */
function mostParagraphs(bodies: readonly Words[]): readonly string[] {
  const plain = bodies.find(({ isMarkup }) => !isMarkup);
  const html = bodies.find(({ isMarkup, value }) => isMarkup && !isNitf(value));
  const marked = html ?? bodies.find(({ isMarkup }) => isMarkup);
  const [inPlain, inMarked] = [plain, marked].map((words) => (words ? paragraphsOfWords(words) : []));
  return inMarked!.length > inPlain!.length ? inMarked! : inPlain!;
}

function descriptionOf({ descriptions }: NinjsItem): Words | null {
  const prose = descriptions.filter(({ role }) => !NO_PROSE.test(role ?? ''));
  return wordsInRole(prose, PROSE) ?? prose[0] ?? null;
}

const STANDFIRST = [/lead|intro|standfirst|summary|abstract|dek|deck/i, /^(?:main|text|description)?$/i];

/** The description of an item that has a body of its own, unless the body opens with it. */
function standfirstOf({ bodies, descriptions }: NinjsItem, body: string): string | null {
  const words = bodies.length > 0 ? wordsInRole(descriptions, STANDFIRST) : null;
  const line = words && lineOfWords(words);
  return line && !body.startsWith(line) ? line : null;
}

const MADE = [
  [/(?:^|[:/#])(?:author|creator|writer|byline)$/i, 'author'],
  [/(?:^|[:/#])photog(?:rapher)?$/i, 'photographer'],
  [/(?:^|[:/#])contributor$/i, 'contributor'],
] as const;

/** Of a person who made the item, and whom it is not about. */
function makerRole({ kind, role }: DocumentSubject): BylineRole | null {
  return (kind === 'person' && MADE.find(([form]) => form.test(role ?? ''))?.[1]) || null;
}

function bylinesOf(item: NinjsItem, closing: readonly DocumentByline[]): DocumentByline[] {
  const role = item.type === 'picture' || item.type === 'graphic' ? 'photographer' : 'author';
  const related = item.subjects.flatMap((subject): DocumentByline[] => {
    const made = makerRole(subject);
    return made === null ? [] : [{ name: subject.name, role: made }];
  });
  // Ours says its authors both ways, and names of any form as they are in the second.
  const authors = related.filter((byline) => byline.role === 'author');
  const isSaidTwice = item.by === authors.map(({ name }) => name).join(', ');
  const printed = isSaidTwice ? authors : item.by ? agencyByline(item.by, role) : [];
  return uniqueBylines([...printed, ...related, ...closing]);
}
