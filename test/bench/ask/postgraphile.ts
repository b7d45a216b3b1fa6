import { type Asking, dataOf, head, type Named, type QuoteSaid, type Said, scalars } from './answer.ts';

const QUOTES = (
  first: number,
) => `quotesByArticleId(first: ${first}, orderBy: [CHAR_START_ASC, ROW_ID_ASC]) { nodes { rowId text
  speakersByQuoteId(orderBy: [POSITION_ASC]) { nodes { name actorByActorId { rowId kind name } } } } }`;
const NAMED = (kind: string) =>
  `namingsByArticleId(first: 5, condition: { kind: "${kind}" }, orderBy: [MENTION_COUNT_DESC, ACTOR_ID_DESC])`;

const DOCUMENTS = {
  Q1: `query ($id: BigInt!) { articleByRowId(rowId: $id) {
    rowId url headline standfirst body section language dateline publishedAt version } }`,
  Q2: `{ allArticles(first: 20, orderBy: [LISTED_AT_DESC, ROW_ID_DESC]) { nodes { rowId headline publishedAt
    ${QUOTES(5)} ${NAMED('organization')} { nodes { actorByActorId { rowId name } } } } } }`,
  Q3: `query ($id: BigInt!) { actorByRowId(rowId: $id) { rowId name
    speakersByActorId(first: 20, orderBy: [LISTED_AT_DESC, QUOTE_ID_DESC]) { nodes { quoteByQuoteId { rowId text
      articleByArticleId { rowId headline publishedAt ${NAMED('person')} { nodes { actorByActorId { rowId name
        affiliationsByPersonId(first: 2, orderBy: [ROW_ID_ASC]) { nodes { role actorByOrganizationId { rowId name } } } } } } } } } } } }`,
  Q4: `query ($id: BigInt!) { eventByRowId(rowId: $id) { rowId name
    tellingsByEventId(first: 20, orderBy: [LISTED_AT_DESC, ARTICLE_ID_DESC]) { nodes {
      articleByArticleId { rowId headline publishedAt ${QUOTES(3)} } } } } }`,
} as const;

/** PostGraphile makes its schema of the views: connections, with a node for each row of a table between. */
export const postgraphile: Asking = {
  path: () => '/graphql',
  body: (question, id) =>
    JSON.stringify({ query: DOCUMENTS[question], variables: id === null ? {} : { id } }),
  answer(question, body) {
    const data = dataOf(body);
    switch (question) {
      case 'Q1':
        return { id: data.articleByRowId.rowId, ...scalars(data.articleByRowId) };
      case 'Q2':
        return data.allArticles.nodes.map((article: Said) => ({
          ...articleOf(article),
          organizations: actors(article).map(named),
        }));
      case 'Q3': {
        const quotes = data.actorByRowId.speakersByActorId.nodes;
        return {
          ...named(data.actorByRowId),
          quotes: quotes.map((said: Said) => quoteInArticle(said.quoteByQuoteId)),
        };
      }
      case 'Q4': {
        const told = data.eventByRowId.tellingsByEventId.nodes;
        return {
          ...named(data.eventByRowId),
          articles: told.map((said: Said) => articleOf(said.articleByArticleId)),
        };
      }
    }
  },
};

const named = ({ rowId, name }: Said): Named => ({ id: rowId, name });
const actors = (article: Said): Said[] =>
  article.namingsByArticleId.nodes.map((naming: Said) => naming.actorByActorId);
const articleOf = (said: Said) => ({
  id: said.rowId,
  ...head(said),
  quotes: said.quotesByArticleId.nodes.map(quote),
});

function quote({ rowId, text, speakersByQuoteId }: Said): QuoteSaid {
  const speakers = speakersByQuoteId.nodes.map(({ name, actorByActorId: actor }: Said) =>
    actor ? { kind: actor.kind, ...named(actor) } : { kind: 'unnamed', id: null, name },
  );
  return { id: rowId, text, speakers };
}

function quoteInArticle({ rowId, text, articleByArticleId: article }: Said) {
  const people = actors(article).map((person) => ({
    ...named(person),
    affiliations: person.affiliationsByPersonId.nodes.map(({ role, actorByOrganizationId }: Said) => ({
      role,
      organization: named(actorByOrganizationId),
    })),
  }));
  return { id: rowId, text, article: { id: article.rowId, ...head(article), people } };
}
