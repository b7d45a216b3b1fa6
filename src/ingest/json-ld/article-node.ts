import type { Graph } from './graph.ts';
import { httpUrl, type JsonObject, listOf, textOf, typesOf } from './values.ts';

/** https://schema.org/Article and what is below it, as far as it is news; the first tell most surely. */
const ARTICLE_TYPES = [
  'LiveBlogPosting',
  'NewsArticle',
  'ReportageNewsArticle',
  'AnalysisNewsArticle',
  'BackgroundNewsArticle',
  'OpinionNewsArticle',
  'ReviewNewsArticle',
  'AskPublicNewsArticle',
  'AdvertiserContentArticle',
  'SatiricalArticle',
  'MedicalScholarlyArticle',
  'ScholarlyArticle',
  'TechArticle',
  'Report',
  'Article',
  'BlogPosting',
  'SocialMediaPosting',
];
/** A page says little of the article on it, but it may be all that there is. */
const PAGE_TYPES = ['ItemPage', 'WebPage'];

export function isArticle(node: JsonObject): boolean {
  return typesOf(node).some((type) => ARTICLE_TYPES.includes(type));
}

/** Where the nodes of a page tell of one article. */
export interface ArticleNodes {
  /** The same article, as several blocks may tell it; the fullest first. */
  readonly articles: readonly JsonObject[];
  /** The page that it stands on; null where nothing is said of it. */
  readonly page: JsonObject | null;
  /** How many other articles the page lists beside it. */
  readonly others: number;
}

/** The article that the page is about: by its address, then by how much is said of it. */
export function articleNodes({ nodes }: Graph, pageUrls: readonly string[]): ArticleNodes {
  const articles = nodes.filter(isArticle);
  const page = nodes.find((node) => typesOf(node).some((type) => PAGE_TYPES.includes(type))) ?? null;
  const ranked = articles
    .map((node) => ({ node, weight: weightOf(node, pageUrls) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ node }) => node);
  const [first] = ranked;
  if (first === undefined) return { articles: [], page, others: 0 };
  const same = ranked.filter((node) => node === first || isSame(node, first));
  const headlines = new Set(ranked.filter((node) => !same.includes(node)).map(headlineOf));
  return { articles: same, page, others: headlines.size };
}

/** Every article once, in the order of the file. */
export function articlesOf({ nodes }: Graph): JsonObject[] {
  const seen = new Set<JsonObject | string>();
  return nodes.filter(isArticle).filter((node) => {
    const keys = [node, ...addressesOf(node)];
    const isNew = keys.every((key) => !seen.has(key));
    for (const key of keys) seen.add(key);
    return isNew;
  });
}

export function headlineOf(node: JsonObject): string | null {
  return textOf(node.headline) ?? textOf(node.name);
}

function weightOf(node: JsonObject, pageUrls: readonly string[]): number {
  const rank = Math.min(...typesOf(node).map((type) => (ARTICLE_TYPES.indexOf(type) + 100) % 100));
  const here = addressesOf(node).some((url) => pageUrls.some((page) => samePage(page, url)));
  const told = ['headline', 'datePublished', 'author', 'articleBody', 'publisher'];
  return (here ? 1_000 : 0) + told.filter((key) => node[key] !== undefined).length * 20 - rank;
}

export function addressesOf(node: JsonObject): string[] {
  return [node.url, node.mainEntityOfPage, node['@id']].flatMap((value) =>
    listOf(value).flatMap((each) => httpUrl(each) ?? []),
  );
}

function isSame(node: JsonObject, other: JsonObject): boolean {
  const [a, b] = [headlineOf(node), headlineOf(other)];
  if (a !== null && b !== null && a.toLowerCase() === b.toLowerCase()) return true;
  const urls = addressesOf(other);
  return addressesOf(node).some((url) => urls.some((each) => samePage(url, each)));
}

/** Whether two addresses differ in no more than protocol, "www", query, fragment and a closing slash. */
export function samePage(a: string, b: string): boolean {
  return pageKey(a) === pageKey(b);
}

function pageKey(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  return `${url.hostname.replace(/^(?:www|amp|m)\./, '')}${url.pathname.replace(/\/(?:amp\/?)?$/, '')}`.toLowerCase();
}
