/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment ArticleCard on Article {\n  id\n  url\n  headline\n  standfirst\n  publishedAt\n  publisher {\n    id\n    name\n  }\n}": typeof types.ArticleCardFragmentDoc,
    "subscription ArticleChanged($filter: ArticleFilter, $after: String) {\n  articleChanged(filter: $filter, after: $after) {\n    kind\n    nodeId\n    occurredAt\n    cursor\n    node {\n      ...ArticleCard\n      withdrawnNotice\n    }\n  }\n}": typeof types.ArticleChangedDocument,
    "query Article($id: ID, $url: URL, $quotes: Int = 50) {\n  article(id: $id, url: $url) {\n    ...ArticleCard\n    body\n    bodyStatus\n    corrections\n    bylines {\n      name\n      role\n    }\n    images {\n      url\n      caption\n      credit\n    }\n    quotes(first: $quotes) {\n      nodes {\n        ...SaidWords\n        spans {\n          start\n          end\n        }\n      }\n    }\n  }\n}": typeof types.ArticleDocument,
    "query Changes($after: String, $first: Int = 100, $filter: ChangeFilter) {\n  changes(after: $after, first: $first, filter: $filter) {\n    nodes {\n      __typename\n      kind\n      nodeId\n      occurredAt\n      cursor\n    }\n    latestCursor\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.ChangesDocument,
    "query ErrorCodes {\n  errorCodes\n}": typeof types.ErrorCodesDocument,
    "query Event($id: ID!, $quotes: Int = 20) {\n  event(id: $id) {\n    id\n    name\n    kind\n    status\n    place\n    date {\n      earliest\n      latest\n      precision\n    }\n    participants(first: 50) {\n      nodes {\n        __typename\n        id\n        name\n      }\n    }\n    quotes(first: $quotes) {\n      nodes {\n        ...SaidWords\n      }\n    }\n  }\n}": typeof types.EventDocument,
    "mutation IngestArticle($input: IngestArticleInput!) {\n  ingestArticle(input: $input) {\n    __typename\n    ... on ArticleAccepted {\n      status\n      version\n      article {\n        ...ArticleCard\n      }\n    }\n    ... on ArticleRefused {\n      reason\n      message\n    }\n  }\n}": typeof types.IngestArticleDocument,
    "query NewestArticles($first: Int = 20, $after: String, $filter: ArticleFilter, $quotes: Int = 5) {\n  articles(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...ArticleCard\n      quotes(first: $quotes) {\n        nodes {\n          ...SaidWords\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.NewestArticlesDocument,
    "query People($name: String, $first: Int = 20, $after: String) {\n  people(filter: {name: $name}, first: $first, after: $after) {\n    nodes {\n      id\n      name\n      description\n      articleCount\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.PeopleDocument,
    "query Person($id: ID!, $first: Int = 20, $after: String) {\n  person(id: $id) {\n    id\n    name\n    description\n    articleCount\n    affiliations(first: 10) {\n      nodes {\n        role\n        organization {\n          id\n          name\n        }\n      }\n    }\n    quotes(first: $first, after: $after) {\n      nodes {\n        ...SaidWords\n        article {\n          ...ArticleCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}": typeof types.PersonDocument,
    "subscription QuoteAdded($filter: QuoteFilter, $after: String) {\n  quoteAdded(filter: $filter, after: $after) {\n    nodeId\n    occurredAt\n    cursor\n    node {\n      ...SaidWords\n    }\n  }\n}": typeof types.QuoteAddedDocument,
    "fragment SaidWords on Quote {\n  id\n  text\n  kind\n  confidence\n  saidOn {\n    earliest\n    latest\n    precision\n  }\n  speakers {\n    __typename\n    ... on Actor {\n      id\n      name\n    }\n    ... on UnnamedSource {\n      description\n    }\n  }\n}": typeof types.SaidWordsFragmentDoc,
    "query Search($query: String!, $types: [SearchType!], $language: String, $first: Int = 20, $after: String) {\n  search(\n    query: $query\n    types: $types\n    language: $language\n    first: $first\n    after: $after\n  ) {\n    edges {\n      score\n      highlights {\n        field\n        spans {\n          start\n          end\n        }\n      }\n      node {\n        __typename\n        ...ArticleCard\n        ...SaidWords\n        ... on Actor {\n          id\n          name\n        }\n        ... on Event {\n          id\n          name\n          date {\n            earliest\n            latest\n            precision\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.SearchDocument,
};
const documents: Documents = {
    "fragment ArticleCard on Article {\n  id\n  url\n  headline\n  standfirst\n  publishedAt\n  publisher {\n    id\n    name\n  }\n}": types.ArticleCardFragmentDoc,
    "subscription ArticleChanged($filter: ArticleFilter, $after: String) {\n  articleChanged(filter: $filter, after: $after) {\n    kind\n    nodeId\n    occurredAt\n    cursor\n    node {\n      ...ArticleCard\n      withdrawnNotice\n    }\n  }\n}": types.ArticleChangedDocument,
    "query Article($id: ID, $url: URL, $quotes: Int = 50) {\n  article(id: $id, url: $url) {\n    ...ArticleCard\n    body\n    bodyStatus\n    corrections\n    bylines {\n      name\n      role\n    }\n    images {\n      url\n      caption\n      credit\n    }\n    quotes(first: $quotes) {\n      nodes {\n        ...SaidWords\n        spans {\n          start\n          end\n        }\n      }\n    }\n  }\n}": types.ArticleDocument,
    "query Changes($after: String, $first: Int = 100, $filter: ChangeFilter) {\n  changes(after: $after, first: $first, filter: $filter) {\n    nodes {\n      __typename\n      kind\n      nodeId\n      occurredAt\n      cursor\n    }\n    latestCursor\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.ChangesDocument,
    "query ErrorCodes {\n  errorCodes\n}": types.ErrorCodesDocument,
    "query Event($id: ID!, $quotes: Int = 20) {\n  event(id: $id) {\n    id\n    name\n    kind\n    status\n    place\n    date {\n      earliest\n      latest\n      precision\n    }\n    participants(first: 50) {\n      nodes {\n        __typename\n        id\n        name\n      }\n    }\n    quotes(first: $quotes) {\n      nodes {\n        ...SaidWords\n      }\n    }\n  }\n}": types.EventDocument,
    "mutation IngestArticle($input: IngestArticleInput!) {\n  ingestArticle(input: $input) {\n    __typename\n    ... on ArticleAccepted {\n      status\n      version\n      article {\n        ...ArticleCard\n      }\n    }\n    ... on ArticleRefused {\n      reason\n      message\n    }\n  }\n}": types.IngestArticleDocument,
    "query NewestArticles($first: Int = 20, $after: String, $filter: ArticleFilter, $quotes: Int = 5) {\n  articles(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...ArticleCard\n      quotes(first: $quotes) {\n        nodes {\n          ...SaidWords\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.NewestArticlesDocument,
    "query People($name: String, $first: Int = 20, $after: String) {\n  people(filter: {name: $name}, first: $first, after: $after) {\n    nodes {\n      id\n      name\n      description\n      articleCount\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.PeopleDocument,
    "query Person($id: ID!, $first: Int = 20, $after: String) {\n  person(id: $id) {\n    id\n    name\n    description\n    articleCount\n    affiliations(first: 10) {\n      nodes {\n        role\n        organization {\n          id\n          name\n        }\n      }\n    }\n    quotes(first: $first, after: $after) {\n      nodes {\n        ...SaidWords\n        article {\n          ...ArticleCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}": types.PersonDocument,
    "subscription QuoteAdded($filter: QuoteFilter, $after: String) {\n  quoteAdded(filter: $filter, after: $after) {\n    nodeId\n    occurredAt\n    cursor\n    node {\n      ...SaidWords\n    }\n  }\n}": types.QuoteAddedDocument,
    "fragment SaidWords on Quote {\n  id\n  text\n  kind\n  confidence\n  saidOn {\n    earliest\n    latest\n    precision\n  }\n  speakers {\n    __typename\n    ... on Actor {\n      id\n      name\n    }\n    ... on UnnamedSource {\n      description\n    }\n  }\n}": types.SaidWordsFragmentDoc,
    "query Search($query: String!, $types: [SearchType!], $language: String, $first: Int = 20, $after: String) {\n  search(\n    query: $query\n    types: $types\n    language: $language\n    first: $first\n    after: $after\n  ) {\n    edges {\n      score\n      highlights {\n        field\n        spans {\n          start\n          end\n        }\n      }\n      node {\n        __typename\n        ...ArticleCard\n        ...SaidWords\n        ... on Actor {\n          id\n          name\n        }\n        ... on Event {\n          id\n          name\n          date {\n            earliest\n            latest\n            precision\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.SearchDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ArticleCard on Article {\n  id\n  url\n  headline\n  standfirst\n  publishedAt\n  publisher {\n    id\n    name\n  }\n}"): typeof import('./graphql.ts').ArticleCardFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription ArticleChanged($filter: ArticleFilter, $after: String) {\n  articleChanged(filter: $filter, after: $after) {\n    kind\n    nodeId\n    occurredAt\n    cursor\n    node {\n      ...ArticleCard\n      withdrawnNotice\n    }\n  }\n}"): typeof import('./graphql.ts').ArticleChangedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Article($id: ID, $url: URL, $quotes: Int = 50) {\n  article(id: $id, url: $url) {\n    ...ArticleCard\n    body\n    bodyStatus\n    corrections\n    bylines {\n      name\n      role\n    }\n    images {\n      url\n      caption\n      credit\n    }\n    quotes(first: $quotes) {\n      nodes {\n        ...SaidWords\n        spans {\n          start\n          end\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').ArticleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Changes($after: String, $first: Int = 100, $filter: ChangeFilter) {\n  changes(after: $after, first: $first, filter: $filter) {\n    nodes {\n      __typename\n      kind\n      nodeId\n      occurredAt\n      cursor\n    }\n    latestCursor\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').ChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ErrorCodes {\n  errorCodes\n}"): typeof import('./graphql.ts').ErrorCodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Event($id: ID!, $quotes: Int = 20) {\n  event(id: $id) {\n    id\n    name\n    kind\n    status\n    place\n    date {\n      earliest\n      latest\n      precision\n    }\n    participants(first: 50) {\n      nodes {\n        __typename\n        id\n        name\n      }\n    }\n    quotes(first: $quotes) {\n      nodes {\n        ...SaidWords\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').EventDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation IngestArticle($input: IngestArticleInput!) {\n  ingestArticle(input: $input) {\n    __typename\n    ... on ArticleAccepted {\n      status\n      version\n      article {\n        ...ArticleCard\n      }\n    }\n    ... on ArticleRefused {\n      reason\n      message\n    }\n  }\n}"): typeof import('./graphql.ts').IngestArticleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query NewestArticles($first: Int = 20, $after: String, $filter: ArticleFilter, $quotes: Int = 5) {\n  articles(first: $first, after: $after, filter: $filter) {\n    nodes {\n      ...ArticleCard\n      quotes(first: $quotes) {\n        nodes {\n          ...SaidWords\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').NewestArticlesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query People($name: String, $first: Int = 20, $after: String) {\n  people(filter: {name: $name}, first: $first, after: $after) {\n    nodes {\n      id\n      name\n      description\n      articleCount\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').PeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Person($id: ID!, $first: Int = 20, $after: String) {\n  person(id: $id) {\n    id\n    name\n    description\n    articleCount\n    affiliations(first: 10) {\n      nodes {\n        role\n        organization {\n          id\n          name\n        }\n      }\n    }\n    quotes(first: $first, after: $after) {\n      nodes {\n        ...SaidWords\n        article {\n          ...ArticleCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}"): typeof import('./graphql.ts').PersonDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription QuoteAdded($filter: QuoteFilter, $after: String) {\n  quoteAdded(filter: $filter, after: $after) {\n    nodeId\n    occurredAt\n    cursor\n    node {\n      ...SaidWords\n    }\n  }\n}"): typeof import('./graphql.ts').QuoteAddedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment SaidWords on Quote {\n  id\n  text\n  kind\n  confidence\n  saidOn {\n    earliest\n    latest\n    precision\n  }\n  speakers {\n    __typename\n    ... on Actor {\n      id\n      name\n    }\n    ... on UnnamedSource {\n      description\n    }\n  }\n}"): typeof import('./graphql.ts').SaidWordsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Search($query: String!, $types: [SearchType!], $language: String, $first: Int = 20, $after: String) {\n  search(\n    query: $query\n    types: $types\n    language: $language\n    first: $first\n    after: $after\n  ) {\n    edges {\n      score\n      highlights {\n        field\n        spans {\n          start\n          end\n        }\n      }\n      node {\n        __typename\n        ...ArticleCard\n        ...SaidWords\n        ... on Actor {\n          id\n          name\n        }\n        ... on Event {\n          id\n          name\n          date {\n            earliest\n            latest\n            precision\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').SearchDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
