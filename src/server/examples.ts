export interface Example {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const WHO_SAID_WHAT = `# Who said what, and which article says so. Ctrl-Enter runs it; Ctrl-Space shows what else can be asked.
query WhoSaidWhat {
  quotes(first: 10) {
    nodes {
      text
      kind
      cue { text }
      speakers {
        ... on Person { name }
        ... on Organization { name }
        ... on UnnamedSource { description }
      }
      article {
        headline
        publishedAt
        publisher { name }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const LATEST_NEWS = `# The latest articles, with whom and what each is about.
query LatestNews($first: Int!, $after: String) {
  articles(first: $first, after: $after) {
    totalCount
    nodes {
      headline
      standfirst
      dateline
      publishedAt
      publisher { name }
      bylines { name role }
      people(first: 5) { nodes { name } }
      events(first: 3) { nodes { name status } }
      quotes(first: 3) { nodes { text } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const PEOPLE = `# Those most written about: their roles, their words, and the events that they took part in.
# A filter narrows it down: people(filter: { name: "Ketteridge" }).
query People($first: Int!, $filter: ActorFilter) {
  people(first: $first, filter: $filter) {
    nodes {
      id
      name
      alternateNames { name }
      affiliations(first: 5) {
        nodes { role organization { name } }
      }
      quotes(first: 5) {
        totalCount
        nodes {
          text
          addressees {
            ... on Person { name }
            ... on Organization { name }
            ... on UnnamedSource { description }
          }
          article { headline }
        }
      }
      events(first: 5) {
        nodes { name status }
      }
    }
  }
}
`;

const EVENTS = `# What happened or was planned in a span of days, who took part, and who reports it.
query Events($from: LocalDate!, $to: LocalDate!) {
  events(first: 10, filter: { from: $from, to: $to }) {
    nodes {
      name
      kind
      status
      place
      date { earliest latest precision }
      participants(first: 5) { nodes { name } }
      articles(first: 3) { nodes { headline publisher { name } } }
    }
  }
}
`;

const SEARCH = `# Everything that holds the words, of any type, and where it holds them.
query Search($query: String!) {
  search(query: $query, first: 10) {
    totalCount
    edges {
      score
      highlights { field spans { start end } }
      node {
        __typename
        ... on Article { headline publishedAt }
        ... on Actor { name }
        ... on Quote { text article { headline } }
        ... on Event { eventName: name status }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const ARTICLE_CHANGED = `# Articles as they come, change or are withdrawn: run it, and ingest one. Each event has a cursor to go on after.
subscription ArticleChanged($filter: ArticleFilter) {
  articleChanged(filter: $filter) {
    kind
    occurredAt
    cursor
    node {
      headline
      publisher { name }
      withdrawnNotice
    }
  }
}
`;

/** The first tabs of GraphiQL. Each answers on the sample corpus. */
export const EXAMPLES: readonly Example[] = [
  { query: WHO_SAID_WHAT },
  { query: SEARCH, variables: { query: 'ferry' } },
  { query: LATEST_NEWS, variables: { first: 5 } },
  { query: PEOPLE, variables: { first: 10 } },
  { query: EVENTS, variables: { from: '2026-01-01', to: '2026-06-30' } },
  { query: ARTICLE_CHANGED, variables: { filter: { language: 'en' } } },
];
