import { decodeId, encodeId } from '../../../schema/ids.ts';
import { type Asking, dataOf, head, type Named, type QuoteSaid, type Said, scalars } from './answer.ts';

const SPEAKERS =
  'speakers { __typename ... on Person { id name } ... on Organization { id name } ... on UnnamedSource { description } }';

const DOCUMENTS = {
  Q1: `query ($id: ID!) { article(id: $id) {
    id url headline standfirst body section language dateline publishedAt version } }`,
  Q2: `{ articles(first: 20) { nodes { id headline publishedAt
    quotes(first: 5) { nodes { id text ${SPEAKERS} } } organizations(first: 5) { nodes { id name } } } } }`,
  Q3: `query ($id: ID!) { person(id: $id) { id name quotes(first: 20) { nodes { id text article { id headline publishedAt
    people(first: 5) { nodes { id name affiliations(first: 2) { nodes { role organization { id name } } } } } } } } } }`,
  Q4: `query ($id: ID!) { event(id: $id) { id name articles(first: 20) { nodes { id headline publishedAt
    quotes(first: 3) { nodes { id text ${SPEAKERS} } } } } } }`,
} as const;

const TYPES = { Q1: 'Article', Q2: null, Q3: 'Person', Q4: 'Event' } as const;

/** Newsgraph: Relay's connections, global ids, a union of speakers. */
export const us: Asking = {
  path: () => '/graphql',
  body(question, id) {
    const type = TYPES[question];
    const variables = type && id !== null ? { id: encodeId(type, id) } : {};
    return JSON.stringify({ query: DOCUMENTS[question], variables });
  },
  answer(question, body) {
    const data = dataOf(body);
    switch (question) {
      case 'Q1':
        return { id: row(data.article), ...scalars(data.article) };
      case 'Q2':
        return data.articles.nodes.map((article: Said) => ({
          ...articleOf(article),
          quotes: article.quotes.nodes.map(quote),
          organizations: article.organizations.nodes.map(named),
        }));
      case 'Q3':
        return { ...named(data.person), quotes: data.person.quotes.nodes.map(quoteInArticle) };
      case 'Q4':
        return {
          ...named(data.event),
          articles: data.event.articles.nodes.map((article: Said) => ({
            ...articleOf(article),
            quotes: article.quotes.nodes.map(quote),
          })),
        };
    }
  },
};

const row = ({ id }: Said) => decodeId(id).id;
const named = (said: Said): Named => ({ id: row(said), name: said.name });
const articleOf = (said: Said) => ({ id: row(said), ...head(said) });

function quote(said: Said): QuoteSaid {
  const speakers = said.speakers.map((speaker: Said) =>
    speaker.__typename === 'UnnamedSource'
      ? { kind: 'unnamed', id: null, name: speaker.description }
      : { kind: speaker.__typename.toLowerCase(), ...named(speaker) },
  );
  return { id: row(said), text: said.text, speakers };
}

function quoteInArticle(said: Said) {
  const people = said.article.people.nodes.map((person: Said) => ({
    ...named(person),
    affiliations: person.affiliations.nodes.map(({ role, organization }: Said) => ({
      role,
      organization: named(organization),
    })),
  }));
  return { id: row(said), text: said.text, article: { ...articleOf(said.article), people } };
}
