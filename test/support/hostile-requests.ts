import { EXAMPLES } from '../../src/server/examples.ts';
import { HOSTILE_FAMILIES } from './hostile-documents.ts';
import { ACCEPTS, CONTENT_TYPES, HEADERS } from './hostile-headers.ts';
import {
  type Draw,
  hostileCursor,
  hostileId,
  hostileMoment,
  hostileNumber,
  hostileValue,
  hostileWord,
} from './hostile-values.ts';

export interface HostileRequest {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Every operation that takes values, with variables for all of them. */
const OPERATIONS: readonly string[] = [
  'query ($id: ID!) { node(id: $id) { id ... on Article { headline quotes(first: 3) { nodes { text } } } ... on Person { name } } }',
  'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
  'query ($id: ID, $url: URL) { article(id: $id, url: $url) { headline } }',
  'query ($first: Int, $after: String, $last: Int, $before: String, $filter: ArticleFilter) { articles(first: $first, after: $after, last: $last, before: $before, filter: $filter) { totalCount nodes { id } pageInfo { endCursor } } }',
  'query ($first: Int, $after: String, $filter: QuoteFilter) { quotes(first: $first, after: $after, filter: $filter) { totalCount nodes { text speakers { __typename } } } }',
  'query ($first: Int, $after: String, $filter: ActorFilter) { people(first: $first, after: $after, filter: $filter) { nodes { name description } } }',
  'query ($first: Int, $after: String, $filter: EventFilter) { events(first: $first, after: $after, filter: $filter) { nodes { name date { earliest } } } }',
  'query ($first: Int, $after: String, $filter: UtteranceFilter) { utterances(first: $first, after: $after, filter: $filter) { nodes { text } } }',
  'query ($first: Int, $after: String, $filter: ChangeFilter) { changes(first: $first, after: $after, filter: $filter) { latestCursor nodes { nodeId } } }',
  'query ($query: String!, $types: [SearchType!], $language: String, $first: Int, $after: String) { search(query: $query, types: $types, language: $language, first: $first, after: $after) { totalCount edges { score highlights { field spans { start end } } node { __typename } } } }',
  'query ($id: ID!, $from: Int!, $to: Int!) { article(id: $id) { diff(from: $from, to: $to) { changes { text } } versions { nodes { body correctionsAdded } } } }',
  'subscription ($filter: ArticleFilter, $after: String) { articleChanged(filter: $filter, after: $after) { kind node { headline } } }',
  'subscription ($filter: QuoteFilter, $after: String) { quoteAdded(filter: $filter, after: $after) { cursor } }',
  'mutation ($input: IngestArticleInput!) { ingestArticle(input: $input) { __typename ... on ArticleRefused { reason message } } }',
  'mutation ($id: ID) { retractArticle(input: { id: $id, notice: "n" }) { __typename } }',
];

const NAMED: Readonly<Record<string, (draw: Draw, cursors: readonly string[]) => unknown>> = {
  id: hostileId,
  ids: (draw) => Array.from({ length: draw.below(5) }, () => hostileId(draw)),
  url: (draw) =>
    draw.of([
      'https://example.org/1',
      'javascript:alert(1)',
      'http://[',
      hostileWord(draw),
      `https://x/${'a'.repeat(9_000)}`,
    ]),
  first: hostileNumber,
  last: (draw) => draw.of([null, hostileNumber(draw)]),
  from: hostileNumber,
  to: hostileNumber,
  after: hostileCursor,
  before: (draw, cursors) => draw.of([null, hostileCursor(draw, cursors)]),
  query: hostileWord,
  language: (draw) => draw.of(['en', 'xx', null, hostileWord(draw)]),
  types: (draw) => draw.of([['ARTICLE'], ['PERSON', 'QUOTE', 'EVENT'], [], ['article'], null]),
  filter: (draw, cursors) => draw.of([hostileFilter(draw, cursors), hostileValue(draw, cursors, 4)]),
  input: (draw) => ({
    text: hostileWord(draw),
    timeZone: hostileWord(draw),
    embargoedUntil: hostileMoment(draw),
  }),
};

/** With the fields that filters have, and values that they may take. */
function hostileFilter(draw: Draw, cursors: readonly string[]): object {
  const fields: readonly [string, () => unknown][] = [
    ['text', () => hostileWord(draw)],
    ['name', () => hostileWord(draw)],
    ['section', () => hostileWord(draw)],
    ['publisher', () => hostileId(draw)],
    ['aboutActor', () => hostileId(draw)],
    ['speaker', () => hostileId(draw)],
    ['event', () => hostileId(draw)],
    ['published', () => ({ from: hostileMoment(draw), before: hostileMoment(draw) })],
    ['from', () => hostileMoment(draw)],
    ['to', () => hostileMoment(draw)],
    ['minConfidence', () => hostileNumber(draw)],
    ['minPrintings', () => hostileNumber(draw)],
    ['and', () => [hostileFilter(draw, cursors)]],
    ['not', () => hostileFilter(draw, cursors)],
  ];
  const chosen = Array.from({ length: 1 + draw.below(2) }, () => draw.of(fields));
  return Object.fromEntries(chosen.map(([name, make]) => [name, make()]));
}

export function hostileRequest(draw: Draw, cursors: readonly string[]): HostileRequest {
  const kinds = [values, values, values, documents, mutated, bodies, queries, articles, paths];
  const { kind, ...request } = draw.of(kinds)(draw, cursors);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: draw.of(ACCEPTS.slice(0, 4)),
  };
  if (draw.chance(15)) headers.accept = draw.of(ACCEPTS);
  if (draw.chance(5)) headers['content-type'] = draw.of(CONTENT_TYPES);
  if (draw.chance(25)) {
    const [name, make] = draw.of(HEADERS);
    headers[name] = make(draw);
  }
  return { kind, method: 'POST', path: '/graphql', body: '', ...request, headers };
}

type Made = Partial<HostileRequest> & { readonly kind: string };
const asked = (query: string, variables: unknown = {}, more: object = {}) =>
  JSON.stringify({ query, variables, ...more });

function values(draw: Draw, cursors: readonly string[]): Made {
  const query = draw.of(OPERATIONS);
  const names = [...query.slice(0, query.indexOf('{')).matchAll(/\$(\w+)/g)].map(
    ([, name]) => name as string,
  );
  const given = names.filter(() => draw.chance(70));
  const variables = given.map((name) => [
    name,
    draw.chance(85) ? NAMED[name]?.(draw, cursors) : hostileValue(draw, cursors),
  ]);
  return {
    kind: 'values',
    body: asked(query, Object.fromEntries(variables), draw.chance(20) ? { extensions: { cost: true } } : {}),
  };
}

function documents(draw: Draw): Made {
  const text = draw.of(HOSTILE_FAMILIES).make(draw.of([0.1, 0.5, 1, 1.5, 3]), draw.below(1_000_000));
  return { kind: 'documents', body: asked(text, hostileValue(draw, [])) };
}

/** What is good, with some characters taken away, doubled, or put in. */
function mutated(draw: Draw, cursors: readonly string[]): Made {
  let text = draw.of([...OPERATIONS, ...EXAMPLES.map(({ query }) => query)]);
  for (let i = draw.below(4); i >= 0; i--) {
    const at = draw.below(text.length);
    const to = at + draw.below(12);
    const put = draw.of([
      '',
      text.slice(at, to).repeat(2),
      '{',
      '}',
      '(',
      ')',
      '$',
      '@include(if: true)',
      '...',
      '"',
      '"""',
      '#',
      hostileWord(draw).slice(0, 200),
    ]);
    text = text.slice(0, at) + put + text.slice(to);
  }
  return { kind: 'mutated', body: asked(text, hostileValue(draw, cursors)) };
}

function bodies(draw: Draw): Made {
  const body = draw.of([
    '',
    '{',
    '[]',
    'null',
    '0',
    '"a"',
    '[{"query":"{__typename}"}]',
    '{"query":7}',
    '{"query":null}',
    '{"query":{}}',
    '{"query":"{__typename}","variables":[]}',
    '{"query":"{__typename}","variables":"{}"}',
    '{"query":"{__typename}","operationName":7}',
    '{"query":"{__typename}","extensions":7}',
    '{"query":"{__typename}","extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}',
    '{"documentId":"constructor"}',
    '{"documentId":{}}',
    '{"query":"{__typename}","query":"{a}"}',
    '{"__proto__":{"query":"{__typename}"}}',
    `{"query":"{__typename}","variables":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    `{"query":"{__typename}","variables":{"a":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}}`,
    `{"query":"{__typename}","x":"${'a'.repeat(200_000)}"}`,
    `{"query":"${'a'.repeat(300_000)}"}`,
    `{"query":"query($a:ID!){node(id:$a){id}}","variables":{"a":${'9'.repeat(5_000)}}}`,
    '\ufeff{"query":"{__typename}"}',
    'query={__typename}',
  ]);
  return { kind: 'bodies', body };
}

function queries(draw: Draw, cursors: readonly string[]): Made {
  const query = draw.of(OPERATIONS);
  const json = JSON.stringify(hostileValue(draw, cursors));
  const search = draw.of([
    `query=${encodeURIComponent(query)}&variables=${encodeURIComponent(json)}`,
    `query=${encodeURIComponent('mutation { __typename }')}`,
    `documentId=${encodeURIComponent(hostileWord(draw).replace(/[\ud800-\udfff]/g, ''))}`,
    'query=%E0%A4%A',
    `variables={&query={__typename}`,
    'query',
    '&&&=',
    `extensions=${'['.repeat(3_000)}`,
  ]);
  return {
    kind: 'queries',
    method: draw.of(['GET', 'GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']),
    path: `/graphql?${search.replace(/[^\x21-\x7e]/g, safe)}`,
  };
}

const safe = (text: string) => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''));

function articles(draw: Draw, cursors: readonly string[]): Made {
  const extension = draw.of(['json', 'xml', 'atom', 'jsonl', 'ninjs', 'txt', 'jsonld']);
  const parameters = [
    () => `after=${safe(hostileCursor(draw, cursors))}`,
    () => `first=${safe(String(hostileNumber(draw)))}`,
    () => `section=${safe(hostileWord(draw))}`,
    () => `from=${safe(hostileMoment(draw))}`,
    () => `publisher=${safe(hostileId(draw))}`,
    () => `${safe(hostileWord(draw)).slice(0, 50)}=1`,
  ];
  const search = Array.from({ length: draw.below(3) }, () => draw.of(parameters)()).join('&');
  const id = safe(hostileId(draw)).slice(0, 80);
  return {
    kind: 'articles',
    method: 'GET',
    path: draw.chance(50) ? `/articles/${id}.${extension}` : `/articles.${extension}?${search}`,
  };
}

function paths(draw: Draw): Made {
  const path = draw.of([
    '/',
    '//',
    '/%00',
    '/..%2f..%2fetc/passwd',
    '/graphql/',
    '/graphql/..',
    `/${'a'.repeat(8_000)}`,
    '/health/ready',
    '/health/live',
    '/schema.graphql',
    '/articles.json',
    '/.env',
    '/metrics?x=%ff',
    '/__proto__',
    '/articles/constructor.json',
  ]);
  return { kind: 'paths', method: draw.of(['GET', 'HEAD', 'POST', 'TRACE', 'PATCH']), path };
}
