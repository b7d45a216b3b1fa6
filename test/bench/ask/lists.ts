import { type Asking, dataOf, head, type Named, type QuoteSaid, type Said, scalars } from './answer.ts';

const SPEAKERS = 'speakers { name actor { id kind name } }';

const DOCUMENTS = {
  Q1: `query ($id: ID!) { article(id: $id) {
    id url headline standfirst body section language dateline publishedAt version } }`,
  Q2: `{ articles(first: 20) { id headline publishedAt quotes(first: 5) { id text ${SPEAKERS} } organizations(first: 5) { id name } } }`,
  Q3: `query ($id: ID!) { person(id: $id) { id name quotes(first: 20) { id text article { id headline publishedAt
    people(first: 5) { id name affiliations(first: 2) { role organization { id name } } } } } } }`,
  Q4: `query ($id: ID!) { event(id: $id) { id name articles(first: 20) { id headline publishedAt
    quotes(first: 3) { id text ${SPEAKERS} } } } }`,
} as const;

/** The schema that Mercurius, Apollo Server and the plain Yoga serve: plain lists, the rows' own ids. */
export const lists: Asking = {
  path: () => '/graphql',
  body: (question, id) =>
    JSON.stringify({ query: DOCUMENTS[question], variables: id === null ? {} : { id } }),
  answer(question, body) {
    const data = dataOf(body);
    switch (question) {
      case 'Q1':
        return { id: data.article.id, ...scalars(data.article) };
      case 'Q2':
        return data.articles.map((article: Said) => ({
          ...articleOf(article),
          organizations: article.organizations.map(named),
        }));
      case 'Q3':
        return { ...named(data.person), quotes: data.person.quotes.map(quoteInArticle) };
      case 'Q4':
        return { ...named(data.event), articles: data.event.articles.map(articleOf) };
    }
  },
};

const named = ({ id, name }: Said): Named => ({ id, name });
const articleOf = (said: Said) => ({ id: said.id, ...head(said), quotes: said.quotes.map(quote) });

function quote({ id, text, speakers }: Said): QuoteSaid {
  return {
    id,
    text,
    speakers: speakers.map(({ name, actor }: Said) => actor ?? { kind: 'unnamed', id: null, name }),
  };
}

function quoteInArticle({ id, text, article }: Said) {
  const people = article.people.map(({ affiliations, ...person }: Said) => ({
    ...named(person),
    affiliations,
  }));
  return { id, text, article: { id: article.id, ...head(article), people } };
}
