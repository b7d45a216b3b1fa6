const SPEAKERS = 'speakers { ... on Actor { name } ... on UnnamedSource { description } }';

export interface Asked {
  readonly article: string;
  readonly person: string;
  readonly event: string;
}

/** One of each shape that look-ahead plans; each is one statement. By global ids. */
export function plannedOperations({ article, person, event }: Asked): Readonly<Record<string, string>> {
  return {
    'an article': `{ article(id: "${article}") { headline publisher { name } } }`,
    'a node and what is behind it': `{ node(id: "${article}") { ... on Article { headline quotes(first: 5) { nodes { text ${SPEAKERS} } } } } }`,
    'the newest articles with quotes, speakers and organizations': `{ articles(first: 20) { nodes { headline
    quotes(first: 5) { nodes { text ${SPEAKERS} } } organizations(first: 5) { nodes { name } } } } }`,
    'a person, quotes, articles, people and affiliations': `{ person(id: "${person}") { quotes(first: 20) { nodes { text
    article { headline people(first: 5) { nodes { name affiliations(first: 5) { nodes { organization { name } } } } } } } } } }`,
    'an event, articles, quotes and speakers': `{ event(id: "${event}") { articles(first: 20) { nodes { headline
    quotes(first: 3) { nodes { ${SPEAKERS} } } } } } }`,
    'pages with ends and counts': `{ articles(last: 9) { nodes { quotes(last: 2) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage } }
    mentions(first: 2) { totalCount nodes { actor { name description } event { name } } } } } }`,
    'what prints the same': `{ quotes(first: 9) { nodes { printings(first: 3) { nodes { text } } utterance { text wordings(first: 2) { nodes { text } } firstPrinting { article { headline
    firstPrinting { headline } reprints(first: 2) { nodes { shareTaken } } } } } } } }`,
    'all that an article holds': `{ articles(first: 2) { nodes { bylines { person { name } } images { url } subjects { actor { name } } associations { uri } otherUrls
    events(first: 2) { nodes { participants(first: 2) { nodes { name } } } } versions(first: 1) { nodes { headline } } } } }`,
    'all that hangs on a person': `{ people(first: 2) { nodes { alternateNames { name } articles(first: 2) { nodes { headline } } articlesWritten(first: 2) { nodes { headline } }
    quotesReceived(first: 2) { nodes { text event { name } } } events(first: 2) { nodes { name } } mentions(first: 2) { nodes { surface } } utterances(first: 2) { nodes { text } } } } }`,
  };
}
