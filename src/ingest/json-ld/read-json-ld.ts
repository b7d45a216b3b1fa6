import {
  type DocumentResult,
  newsDocument,
  type ReadResult,
  refused,
  type SourcedField,
} from '../document.ts';
import type { FormatReader, ReadOptions } from '../format.ts';
import type { Told } from '../told.ts';
import { articlesOf } from './article-node.ts';
import { graphOf } from './graph.ts';
import { parseBlock } from './parse-block.ts';
import { isIncomplete, isWithdrawn, retractionOf } from './status.ts';
import { tellArticle } from './tell-article.ts';

/** A file of schema.org JSON-LD: an article, a list of them, or a graph. */
export const JSON_LD: FormatReader = {
  format: 'json-ld',
  isMine: isJsonLd,
  read: readJsonLd,
};

const LOOKED_AT_CHARS = 200_000;

function isJsonLd(text: string): boolean {
  const head = text.slice(0, LOOKED_AT_CHARS);
  return /^\s*[[{]/.test(head) && /"@context"\s*:/.test(head) && /schema\.org/.test(head);
}

function readJsonLd(text: string, options: ReadOptions): readonly ReadResult[] {
  const block = parseBlock(text);
  if (block === undefined)
    return [refused('MALFORMED', 'wanted JSON-LD, got what is no JSON and could not be mended')];
  const graph = graphOf([block]);
  const articles = articlesOf(graph);
  if (articles.length === 0)
    return [refused('NO_ARTICLE', 'wanted a schema.org Article or NewsArticle, got none')];
  const { timeZone = 'UTC', url } = options;
  return articles.map((node) => {
    const told = tellArticle(node, graph, { timeZone, ...(url !== undefined && { base: url }) });
    if (isWithdrawn(node)) return retractionOf(told);
    return documentOf(isIncomplete(node) ? { ...told, bodyStatus: 'stub' } : told, options);
  });
}

function documentOf(
  { accessibleForFree, wordCount, ...fields }: Told,
  { language, url }: ReadOptions,
): DocumentResult {
  const { headline = '', body = '' } = fields;
  if (headline === '') return refused('NO_HEADLINE', 'wanted "headline" or "name", got none');
  if (body === '')
    return refused('NO_BODY', `wanted "articleBody" below "${headline.slice(0, 60)}", got none`);
  const sources = Object.keys(fields).map((field) => [field, 'json-ld' as const]);
  const document = newsDocument({
    ...(url !== undefined && { url }),
    ...(language !== undefined && { language }),
    ...fields,
    headline,
    body,
    fieldSources: Object.fromEntries(sources) as { readonly [Field in SourcedField]?: 'json-ld' },
  });
  return { kind: 'document', document };
}
