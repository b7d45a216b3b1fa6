import { uniqueBylines } from '../agency/byline.ts';
import { embargoEnd, firstMoment, momentOf } from '../agency/moment.ts';
import { isHttp } from '../agency/rendition.ts';
import { headlineOf, languageTag, toldBy } from '../agency/told.ts';
import { type ReadResult, refused } from '../document.ts';
import type { ReadOptions } from '../format.ts';
import { datelineOf } from '../scraped/dateline.ts';
import { LARGEST_TEXT_CHARS } from '../scraped/read-text.ts';
import { bylinesOf, subjectsOf } from './about.ts';
import { codeOf } from './codes.ts';
import { inLanguage, type NewsmlItem, nameOf } from './item.ts';
import { associationsOf, imagesOf, renditionsOf } from './media.ts';
import { type InlineText, inlineTextOf } from './text.ts';
import { bodyOf, conceptsOf, summaryOf } from './told-body.ts';
import { attributeOf, childOf, childrenOf, descendantsOf, wordsOf, type XmlElement } from './xml.ts';

/** What an item says as an article; `canceled` takes it back. */
export function articleOf(item: NewsmlItem, { language, timeZone }: ReadOptions): ReadResult {
  const { element, meta, content } = item;
  const guid = attributeOf(element, 'guid');
  const own = { url: addressOf(item, guid), guid, publisher: publisherOf(item) };
  const status = codeOf(childOf(meta, 'pubStatus'));
  if (status === 'canceled') return retraction(own, item);
  const text = inlineTextOf(childOf(element, 'contentSet'));
  if (text.chars > LARGEST_TEXT_CHARS) {
    const wanted = `wanted a text of at most ${LARGEST_TEXT_CHARS} characters`;
    return refused('TOO_LARGE', `inlineData: ${wanted}, got one of ${text.chars}`);
  }
  const concepts = conceptsOf(item);
  const body = bodyOf(item, text, concepts);
  const headline = headlineIn(item, text, concepts) ?? (headlineOf(body.text) || guid);
  if (headline === null) return noWords(element);
  const at = (name: string, holder: XmlElement | null) => wordsOf(childOf(holder, name));
  const created = at('versionCreated', meta);
  const published = firstMoment([at('firstCreated', meta), created, at('contentCreated', content)], timeZone);
  const modified = momentOf(created, timeZone);
  const standfirst = text.standfirst ?? (text.paragraphs.length > 0 ? summaryOf(item) : null);
  const bylines = uniqueBylines([...bylinesOf(item, text.bylines), ...body.bylines]);
  const caption = item.type === 'picture' ? summaryOfPicture(item) : null;
  return toldBy('newsml-g2', {
    ...own,
    headline,
    standfirst: standfirst && !body.text.startsWith(standfirst) ? standfirst : null,
    body: body.text || headline,
    bodyStatus: body.status,
    language: languageTag(item.language) ?? languageTag(spokenIn(concepts)) ?? language ?? 'en',
    dateline:
      body.dateline ?? text.dateline ?? datelineIn(content) ?? nameOf(childOf(content, 'located'), item),
    publishedAt: published?.at ?? null,
    publishedZoneAssumed: published?.zoneAssumed ?? false,
    modifiedAt:
      modified && Date.parse(modified.at) > Date.parse(published?.at ?? modified.at) ? modified.at : null,
    embargoedUntil: status === 'withheld' ? 'infinity' : embargoOf(meta, timeZone),
    bylines,
    images: [...imagesOf(item, caption, bylines[0]?.name ?? null), ...text.images],
    corrections: body.corrections,
    ...rightsOf(item),
    subjects: subjectsOf(item, concepts),
    associations: associationsOf(item),
  });
}

function noWords(element: XmlElement): ReadResult {
  const parts = childrenOf(element).map(({ name }) => name);
  const got = parts.length > 0 ? `only ${[...new Set(parts)].slice(0, 8).join(', ')}` : 'nothing inside';
  return refused('NO_ARTICLE', `${element.name}: wanted a headline, a text or a guid, got ${got}`);
}

type Own = { readonly url: string | null; readonly guid: string | null; readonly publisher: string | null };

function retraction(own: Own, item: NewsmlItem): ReadResult {
  if (own.guid === null)
    return refused('BAD_FIELD', 'guid: wanted the identifier of what is canceled, got nothing');
  const notice = wordsOf(childOf(item.meta, 'edNote')) ?? wordsOf(childOf(item.content, 'headline'));
  return { kind: 'retraction', retraction: { ...own, notice } };
}

/** The page that a remote content in HTML is; else the guid, where it is an address of the web. */
function addressOf(item: NewsmlItem, guid: string | null): string | null {
  const page = renditionsOf(item).find(
    ({ contentType, href }) => /^text\/html/i.test(contentType ?? '') && isHttp(href),
  );
  return page?.href ?? (isHttp(guid) ? guid : null);
}

/** The provider by name or code; one that is given by an address alone is who holds the rights. */
function publisherOf(item: NewsmlItem): string | null {
  const provider = childOf(item.meta, 'provider');
  const holder = childOf(item.element, 'rightsInfo', 'copyrightHolder');
  const code = attributeOf(provider, 'literal') ?? attributeOf(provider, 'qcode')?.replace(/^[^:]*:/, '');
  return nameOf(provider, item) ?? (code || nameOf(holder, item));
}

/** Publishable headlines first, then what the content calls itself, then what only the trade sees. */
function headlineIn(item: NewsmlItem, text: InlineText, concepts: readonly XmlElement[]): string | null {
  const headlines = childrenOf(item.content, 'headline').filter((each) => wordsOf(each) !== null);
  const main = headlines.filter((each) => /^(?:main|headline|title)?$/i.test(codeOf(each, 'role') ?? ''));
  const named = concepts.flatMap((concept) => inLanguage(childrenOf(concept, 'name'), item.language) ?? []);
  const planned = descendantsOf(childOf(item.element, 'newsCoverageSet'), 'headline').flatMap(
    (each) => wordsOf(each) ?? [],
  );
  return (
    inLanguage(main.length > 0 ? main : headlines, item.language) ??
    text.headline ??
    (named.length === 1 ? named[0] : undefined) ??
    inLanguage(childrenOf(item.meta, 'title'), item.language) ??
    named[0] ??
    planned[0] ??
    wordsOf(childOf(item.content, 'slugline'))
  );
}

function summaryOfPicture({ content }: NewsmlItem): string | null {
  const all = childrenOf(content, 'description');
  return wordsOf(all.find((each) => /caption/i.test(codeOf(each, 'role') ?? '')) ?? all[0] ?? null);
}

/** The place alone, of "KESTWICK, Nov 24 (Kestrel Wire) -" and "KESTWICK 2026-11-24T06:30:00Z". */
function datelineIn(content: XmlElement | null): string | null {
  const printed = wordsOf(childOf(content, 'dateline'))?.replace(/\s+\d{4}-\d\d-\d\d.*$|[\s—–-]+$/u, '');
  return printed ? (datelineOf(`${printed} — `)?.place ?? printed) : null;
}

function spokenIn(concepts: readonly XmlElement[]): string | null {
  return attributeOf(
    childOf(concepts[0] ?? null, 'definition') ?? childOf(concepts[0] ?? null, 'name'),
    'lang',
  );
}

/** An element without a moment holds it until further notice. */
function embargoOf(meta: XmlElement | null, timeZone?: string): string | null {
  const embargoed = childOf(meta, 'embargoed');
  return embargoed ? embargoEnd(wordsOf(embargoed) ?? '', timeZone) : null;
}

function rightsOf(item: NewsmlItem) {
  const infos = childrenOf(item.element, 'rightsInfo');
  const all = (name: string) =>
    infos.flatMap((info) => childrenOf(info, name)).flatMap((each) => wordsOf(each) ?? []);
  const holder = infos.map((info) => childOf(info, 'copyrightHolder')).find((each) => each !== null) ?? null;
  return {
    usageTerms: [...new Set(all('usageTerms'))].join('\n') || null,
    copyrightHolder: nameOf(holder, item),
    copyrightNotice: all('copyrightNotice')[0] ?? null,
  };
}
