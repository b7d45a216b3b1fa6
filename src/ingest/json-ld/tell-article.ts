import type { DocumentAssociation } from '../document.ts';
import { languageTag } from '../language-tag.ts';
import { readMoment } from '../moment.ts';
import { plainParagraphs } from '../plain-text.ts';
import { type Told, told } from '../told.ts';
import { addressesOf, headlineOf, samePage } from './article-node.ts';
import { bylinesOf } from './authors.ts';
import type { Graph } from './graph.ts';
import { liveEntries } from './live-blog.ts';
import { imagesOf } from './pictures.ts';
import { subjectsOf } from './subjects.ts';
import {
  httpUrl,
  isObject,
  type JsonObject,
  listOf,
  nameOf,
  rawTextOf,
  textOf,
  truthOf,
  typesOf,
} from './values.ts';

export interface TellOptions {
  readonly timeZone: string;
  /** What relative addresses are read against. */
  readonly base?: string;
}

/** What a schema.org article says of itself. https://schema.org/NewsArticle */
export function tellArticle(node: JsonObject, graph: Graph, { timeZone, base }: TellOptions): Told {
  const published =
    readMoment(rawOf(node.datePublished), timeZone) ?? readMoment(rawOf(node.dateCreated), timeZone);
  const liveBlog = typesOf(node).includes('LiveBlogPosting') || node.liveBlogUpdate !== undefined;
  const entries = liveEntries(node, graph, timeZone);
  const free = freeOf(node, graph);
  return told({
    url: addressesOf(node)[0] ?? httpUrl(node.url, base),
    guid: identifierOf(node),
    headline: headlineOf(node),
    standfirst: textOf(node.description) ?? textOf(node.abstract),
    body: entries.length > 0 ? entries.join('\n\n') : bodyOf(node),
    section: textOf(node.articleSection),
    language: languageTag(languageOf(node.inLanguage)),
    dateline: textOf(node.dateline),
    publisher: publisherOf(node, graph),
    publishedAt: published?.at,
    publishedZoneAssumed: published?.zoneAssumed,
    modifiedAt: readMoment(rawOf(node.dateModified), timeZone)?.at,
    liveBlog: liveBlog ? true : undefined,
    bylines: bylinesOf(node, graph),
    images: imagesOf(node, graph, base),
    corrections: listOf(node.correction).flatMap((each) => correctionOf(graph.resolve(each))),
    usageTerms: httpUrl(node.usageInfo) ?? httpUrl(node.license) ?? textOf(node.conditionsOfAccess),
    copyrightHolder: nameOf(graph.resolve(listOf(node.copyrightHolder)[0])),
    copyrightNotice: textOf(node.copyrightNotice),
    subjects: subjectsOf(node, graph),
    associations: ['video', 'audio', 'isBasedOn', 'isPartOf'].flatMap((key) =>
      listOf(node[key])
        .flatMap((each) => associationOf(key, graph.resolve(each), base))
        .filter(({ uri }) => uri === null || !addressesOf(node).some((own) => samePage(own, uri))),
    ),
    wordCount: Number(rawOf(node.wordCount)) || undefined,
    ...(free !== null && { accessibleForFree: free }),
  });
}

function rawOf(value: unknown): unknown {
  return rawTextOf(listOf(value)[0]);
}

function bodyOf(node: JsonObject): string {
  return plainParagraphs(
    rawTextOf(listOf(node.articleBody)[0]) ?? rawTextOf(listOf(node.text)[0]) ?? '',
  ).join('\n\n');
}

function languageOf(value: unknown): string | null {
  const [first] = listOf(value);
  return isObject(first)
    ? (textOf(first.alternateName) ?? textOf(first.identifier) ?? textOf(first.name))
    : textOf(first);
}

/** Text or a PropertyValue; an address says no more than `url` does, unless it is said to be a guid, as in our exports. */
function identifierOf(node: JsonObject): string | null {
  const [first] = listOf(node.identifier);
  const text = isObject(first) ? textOf(first.value) : textOf(first);
  const isGuid = isObject(first) && first.propertyID === 'guid';
  return text === null || text.length > 500 || (/^https?:/.test(text) && !isGuid) ? null : text;
}

function publisherOf(node: JsonObject, graph: Graph): string | null {
  for (const key of ['publisher', 'sourceOrganization', 'provider']) {
    const name = nameOf(graph.resolve(listOf(node[key])[0]));
    if (name !== null && name.length <= 200 && !/^https?:/.test(name)) return name;
  }
  return null;
}

function correctionOf(value: unknown): string[] {
  const text = isObject(value) ? (textOf(value.text) ?? textOf(value.description)) : textOf(value);
  return text === null || /^https?:\/\/\S+$/.test(text) ? [] : [text];
}

/** A part that is not free makes a paywall. https://developers.google.com/search/docs/appearance/structured-data/paywalled-content */
function freeOf(node: JsonObject, graph: Graph): boolean | null {
  const parts = listOf(node.hasPart).map((part) => graph.resolve(part));
  const all = [node, ...parts].flatMap((part) =>
    isObject(part) ? (truthOf(part.isAccessibleForFree) ?? []) : [],
  );
  return all.length === 0 ? null : all.every(Boolean);
}

function associationOf(role: string, value: unknown, base: string | undefined): DocumentAssociation[] {
  if (!isObject(value)) return [];
  const uri =
    ['contentUrl', 'url', 'embedUrl', '@id'].map((key) => httpUrl(value[key], base)).find(Boolean) ?? null;
  const headline = textOf(value.headline) ?? textOf(value.name);
  const type = /^(Video|Audio)/.exec(typesOf(value)[0] ?? '')?.[1]?.toLowerCase() ?? null;
  return uri === null && headline === null ? [] : [{ role, type, uri, headline }];
}
