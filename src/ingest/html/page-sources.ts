import type { Refusal } from '../document.ts';
import type { ReadOptions } from '../format.ts';
import { addressesOf, articleNodes, samePage } from '../json-ld/article-node.ts';
import { graphOf } from '../json-ld/graph.ts';
import { parseBlocks } from '../json-ld/parse-block.ts';
import { isWithdrawn } from '../json-ld/status.ts';
import { tellArticle } from '../json-ld/tell-article.ts';
import { httpUrl, type JsonObject } from '../json-ld/values.ts';
import { type Told, type ToldBy, told } from '../told.ts';
import { embeddedStory } from './embedded-story.ts';
import { isFrontPage } from './front-page.ts';
import { siteInTitle } from './headline.ts';
import { tellMarkup } from './markup.ts';
import { metaTagsOf, tellMeta, tellOpenGraph } from './meta-tags.ts';
import { type Page, type PageDocument, parsePage } from './parse-page.ts';
import { tellStory } from './tell-story.ts';

/** A page with what each of its parts says of the article on it, the body in its markup apart. */
export interface PageSources {
  readonly document: PageDocument;
  readonly sources: ToldBy;
  /** How many other articles its JSON-LD lists. */
  readonly listed: number;
  /** Whether its JSON-LD says that the article was taken back. */
  readonly isWithdrawn: boolean;
  /** `og:type`; null where it has none. */
  readonly type: string | null;
  readonly title: string | null;
  /** An absolute address out of one that may be relative; null for none. */
  readonly absolute: (address: string | null) => string | null;
}

export function pageSources(
  html: string,
  { url, timeZone = 'UTC', language }: ReadOptions,
): PageSources | Refusal {
  const page = parsePage(html);
  if ('kind' in page) return page;
  const { document, scripts } = page;
  const base = httpUrl(document.querySelector('base[href]')?.getAttribute('href'), url) ?? url;
  const absolute = (address: string | null) => httpUrl(address, base);
  const options = { timeZone, absolute };
  const tags = metaTagsOf(document);
  const markup = tellMarkup(document, options);
  const openGraph = tellOpenGraph(tags, options);
  const addresses = [markup.url, openGraph.url, url].flatMap((address) => address ?? []);
  const jsonLd = tellJsonLd(page, addresses, { timeZone, ...(base !== undefined && { base }) });
  const story = embeddedStory(scripts);
  const title = document.querySelector('title')?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
  const sources: ToldBy = {
    'json-ld': jsonLd.told,
    ...(story !== null && { 'embedded-story': tellStory(story, options) }),
    'open-graph': openGraph,
    meta: {
      ...told({ publisher: siteInTitle(title ?? '', markup.headline ?? '', addresses[0] ?? null) }),
      ...tellMeta(tags, options),
    },
    markup,
    sender: told({ url: httpUrl(url), language }),
  };
  const type = tags.get('og:type')?.[0]?.toLowerCase() ?? null;
  const isArticle = type === 'article' || jsonLd.told.headline !== undefined;
  const trusted =
    isArticle && url !== undefined && !isFrontPage({ url }) ? withoutFrontPage(sources) : sources;
  return {
    document,
    sources: trusted,
    listed: jsonLd.others,
    isWithdrawn: jsonLd.isWithdrawn,
    type,
    title,
    absolute,
  };
}

/** Some sites name their front page as the address of every article. */
function withoutFrontPage(sources: ToldBy): ToldBy {
  const kept = Object.entries(sources).map(([source, { url, ...said }]) => [
    source,
    url === undefined || isFrontPage({ url }) ? said : { ...said, url },
  ]);
  return Object.fromEntries(kept) as ToldBy;
}

interface JsonLd {
  readonly told: Told;
  readonly others: number;
  readonly isWithdrawn: boolean;
}

function tellJsonLd(
  { scripts }: Page,
  addresses: readonly string[],
  options: { readonly timeZone: string; readonly base?: string },
): JsonLd {
  const blocks = scripts.filter(({ type }) => /ld\+json/i.test(type)).map(({ text }) => text);
  const graph = graphOf(parseBlocks(blocks));
  const { articles, page, others } = articleNodes(graph, addresses);
  const [first, ...again] = [...articles, ...(page && articles.length > 0 ? [page] : [])].map((node) =>
    tellArticle(node, graph, options),
  );
  if (first === undefined) return { told: {}, others, isWithdrawn: false };
  const isListed = others > 2 && !addresses.some((address) => first.url && samePage(first.url, address));
  if (isListed) return { told: {}, others, isWithdrawn: false };
  const all = Object.assign({}, ...again.toReversed(), first) as Told;
  return {
    told: all,
    others,
    isWithdrawn: articles.some((node) => isWithdrawn(node) && isHere(node, addresses)),
  };
}

/** A page may tell of another article alone, to which it leads. */
function isHere(node: JsonObject, addresses: readonly string[]): boolean {
  const own = addressesOf(node);
  const isOpen = own.length === 0 || addresses.length === 0;
  return isOpen || own.some((address) => addresses.some((page) => samePage(page, address)));
}
