/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Narrows a list of articles. All that is given must hold; and, or, not may nest 4 deep. */
export type ArticleFilter = {
  /** The id of a person or organization that they name. */
  aboutActor?: string | number | null | undefined;
  /** The id of an event that they tell of. */
  aboutEvent?: string | number | null | undefined;
  /** All of these must hold, too. */
  and?: Array<ArticleFilter> | null | undefined;
  /** True: of each story only the article that printed it first, of all that may be seen, whether the rest of the filter takes it or not. */
  excludeReprints?: boolean | null | undefined;
  /** The BCP 47 tag, to the letter. */
  language?: string | null | undefined;
  /** This must not hold. */
  not?: ArticleFilter | null | undefined;
  /** One of these at least must hold, too; none holds where the list is empty. */
  or?: Array<ArticleFilter> | null | undefined;
  /** When they were published (came in, where the source prints no time). */
  published?: DateTimeRange | null | undefined;
  /** The id of the organization that published them. */
  publisher?: string | number | null | undefined;
  /** The section, to the letter. */
  section?: string | null | undefined;
  /** Words in headline, standfirst or body, in web search syntax: "exact words" -without or */
  text?: string | null | undefined;
};

/** Whether the body of an article can be read here, and why not. */
export type BodyStatus =
  /** The whole body is here. */
  | 'AVAILABLE'
  /** The source showed the beginning only. */
  | 'STUB'
  /** The article was retracted: see withdrawnNotice. */
  | 'WITHDRAWN'
  /** Its rights do not allow to show it: see usageTerms. What has its words is withheld with it: quotes, mentions, texts of versions. Headline, standfirst and whom and what it names (people, organizations, events, subjects) are served. */
  | 'WITHHELD';

/** What someone did for an article. */
export type BylineRole =
  /** Wrote it: https://schema.org/author */
  | 'AUTHOR'
  /** Contributed to it: https://schema.org/contributor */
  | 'CONTRIBUTOR'
  /** Took its pictures. */
  | 'PHOTOGRAPHER';

/** Narrows the feed of changes. All that is given must hold. */
export type ChangeFilter = {
  /** What became of it; anything where it is not given, nothing where it is empty. */
  kinds?: Array<ChangeKind> | null | undefined;
  /** What to tell of; everything where it is not given, nothing where it is empty. */
  types?: Array<ChangedType> | null | undefined;
};

/** What became of something, for who asks. */
export type ChangeKind =
  /** It, or what articles say of it, is not as it was. */
  | 'CHANGED'
  /** It can be seen now and could not before: it is new, its embargo ended, or it is back. */
  | 'CREATED'
  /** It can no longer be seen: drop every copy of it. */
  | 'WITHDRAWN';

/** What the feed of changes tells of. */
export type ChangedType =
  /** Articles. */
  | 'ARTICLE'
  /** Events. */
  | 'EVENT'
  /** Organizations. */
  | 'ORGANIZATION'
  /** People. */
  | 'PERSON'
  /** Quotes. */
  | 'QUOTE';

/** How exactly an article dates something. */
export type DatePrecision =
  /** To the day: “Friday”, “March 3”. */
  | 'DAY'
  /** To the decade: “the 1990s”. */
  | 'DECADE'
  /** To the month: “in August”. */
  | 'MONTH'
  /** To the season: “this spring”. */
  | 'SEASON'
  /** To the week, Monday to Sunday: “last week”. */
  | 'WEEK'
  /** To the year: “in 2024”. */
  | 'YEAR';

/** The moments from one up to another. Either end may be left out. */
export type DateTimeRange = {
  /** Not included. */
  before?: string | null | undefined;
  /** Included. */
  from?: string | null | undefined;
};

/** Every value that extensions.code of an error can have. */
export type ErrorCode =
  /** A cursor was not given out by this list with this order and filter. Start from the first page. */
  | 'BAD_CURSOR'
  /** An id was not given out by this server, or belongs to another type. Use ids as they were served. */
  | 'BAD_ID'
  /** A value is of the right type but makes no sense here. The message says what was wanted. */
  | 'BAD_INPUT'
  /** Page arguments contradict each other or go beyond the limits. Ask for 1 to 100 with first or last. */
  | 'BAD_PAGE'
  /** The HTTP request or its JSON body is malformed. Mend the request. */
  | 'BAD_REQUEST'
  /** The operation would cost more than one may here. Lower what the message names, or ask in several operations. */
  | 'COST_EXCEEDED'
  /** The changes right after this cursor are no longer kept. Read the lists anew and go on from latestCursor. */
  | 'CURSOR_EXPIRED'
  /** The API key lacks the scope that the field needs. Ask for a key with that scope. */
  | 'FORBIDDEN'
  /** A fault in the server, logged under the request id. Report the request id. */
  | 'INTERNAL'
  /** The document is larger or deeper than this server takes. Split it. */
  | 'LIMIT_EXCEEDED'
  /** This server takes persisted documents only. Send the id of one. */
  | 'NOT_PERSISTED'
  /** The document is not GraphQL. Mend its syntax. */
  | 'PARSE_FAILED'
  /** The budget of the API key or address is spent. Ask again after the seconds of Retry-After. */
  | 'RATE_LIMITED'
  /** The operation took too long and was stopped. Ask for less. */
  | 'TIMEOUT'
  /** The client read more slowly than changes came. Subscribe again after the last cursor. */
  | 'TOO_SLOW'
  /** The field needs an API key, or the one given is not valid. Send a valid key. */
  | 'UNAUTHENTICATED'
  /** The server cannot answer at the moment. Try again later. */
  | 'UNAVAILABLE'
  /** The document or its variables do not fit the schema. Mend the document. */
  | 'VALIDATION_FAILED';

/** What sort of thing took place. */
export type EventKind =
  /** Something was agreed or signed. */
  | 'AGREEMENT'
  /** Someone or something was attacked. */
  | 'ATTACK'
  /** People spoke by telephone or video. */
  | 'CALL'
  /** A ceremony. */
  | 'CEREMONY'
  /** A conference or a news conference. */
  | 'CONFERENCE'
  /** A flood, a fire, an accident or the like. */
  | 'DISASTER'
  /** People were elected to an office. */
  | 'ELECTION'
  /** People met. */
  | 'MEETING'
  /** Anything else that took place. */
  | 'OTHER'
  /** People protested, or were on strike. */
  | 'PROTEST'
  /** A statement was issued. */
  | 'STATEMENT'
  /** Heads of governments or organizations met. */
  | 'SUMMIT'
  /** A case was heard before a court. */
  | 'TRIAL'
  /** Someone went to see a place or somebody there. */
  | 'VISIT'
  /** A body voted on something. */
  | 'VOTE';

/** What the latest article says has become of an event. */
export type EventStatus =
  /** It was called off or put off. */
  | 'CANCELLED'
  /** Someone concerned denies that it took place. */
  | 'DENIED'
  /** It took place. */
  | 'HAPPENED'
  /** It is to take place. */
  | 'PLANNED';

/** A field of what a search found. */
export type HighlightField =
  /** The body of an article. */
  | 'BODY'
  /** The headline of an article. */
  | 'HEADLINE'
  /** The name of a person, an organization or an event. */
  | 'NAME'
  /** The place of an event. */
  | 'PLACE'
  /** The standfirst of an article. */
  | 'STANDFIRST'
  /** The words of a quote. */
  | 'TEXT';

/** An article to take in. */
export type IngestArticleInput = {
  /** Until when it is shown to nobody but editors, where its text does not say. A version of what was public already hides nothing. */
  embargoedUntil?: string | null | undefined;
  /** What it is written in, as a BCP 47 tag; without it English is assumed. */
  language?: string | null | undefined;
  /** Its text as scraped: headline, publisher, time, bylines and captions wherever they stand, and the body. */
  text: string;
  /** The IANA time zone of printed times that name none, such as Europe/Vienna; without it the publisher’s, or UTC. */
  timeZone?: string | null | undefined;
  /** Its canonical address, by which it is known again. */
  url?: string | null | undefined;
};

/** What became of an article that was sent in. */
export type IngestStatus =
  /** What came takes it back, or it was taken back before it came: it is a tombstone now. */
  | 'RETRACTED'
  /** It is new, or its text has changed: this version was stored. */
  | 'STORED'
  /** It was here already, to the letter or, by the time that an agency gives its items, in a later version. Nothing was written but addresses of it that were new. */
  | 'UNCHANGED';

/** Narrows a list of quotes. All that is given must hold; and, or, not may nest 4 deep. */
export type QuoteFilter = {
  /** The id of a person or organization that the article names. */
  aboutActor?: string | number | null | undefined;
  /** The id of an event that the article tells of. */
  aboutEvent?: string | number | null | undefined;
  /** The id of a person or organization that they are said to. */
  addressee?: string | number | null | undefined;
  /** All of these must hold, too. */
  and?: Array<QuoteFilter> | null | undefined;
  /** The id of the article that prints them. */
  article?: string | number | null | undefined;
  /** The id of the event at which or about which they were said. */
  event?: string | number | null | undefined;
  /** How they are given. */
  kind?: QuoteKind | null | undefined;
  /** The BCP 47 tag, to the letter. */
  language?: string | null | undefined;
  /** The least confidence, from 0 to 1. */
  minConfidence?: number | null | undefined;
  /** This must not hold. */
  not?: QuoteFilter | null | undefined;
  /** One of these at least must hold, too; none holds where the list is empty. */
  or?: Array<QuoteFilter> | null | undefined;
  /** When the article was published (came in, where it prints no time). */
  published?: DateTimeRange | null | undefined;
  /** The id of the organization that published the article. */
  publisher?: string | number | null | undefined;
  /** The section of the article, to the letter. */
  section?: string | null | undefined;
  /** The id of a person or organization that says them. */
  speaker?: string | number | null | undefined;
  /** Words in the quotation, in web search syntax: "exact words" -without or */
  text?: string | null | undefined;
};

/** How an article gives the words of a speaker. */
export type QuoteKind =
  /** Word by word, between marks, as sentences of their own. */
  | 'DIRECT'
  /** In the words of the article, without marks. */
  | 'INDIRECT'
  /** Word by word in part: marked words within a reported sentence. */
  | 'MIXED';

/** Why an article was not taken in, or not changed. */
export type RefusalReason =
  /** A field has a value that makes no sense. */
  | 'BAD_FIELD'
  /** There was no text. */
  | 'EMPTY'
  /** It does not obey the rules of its format. */
  | 'MALFORMED'
  /** The bytes are not text. */
  | 'NOT_TEXT'
  /** It holds no article, or more than one where one was wanted. */
  | 'NO_ARTICLE'
  /** No body was found. */
  | 'NO_BODY'
  /** No headline was found. */
  | 'NO_HEADLINE'
  /** The text is larger than an article can be. */
  | 'TOO_LARGE'
  /** It is about an article that is not here. One that its source takes back is withdrawn should it come later. */
  | 'UNKNOWN_ARTICLE'
  /** The format is not one that can be read. */
  | 'UNKNOWN_FORMAT'
  /** Finding who says what in its text took too long or failed, or the database refused it. */
  | 'UNREADABLE';

/** What a search can find, and by which of its words. */
export type SearchType =
  /** Articles, by headline, standfirst and body. */
  | 'ARTICLE'
  /** Events, by name and place. */
  | 'EVENT'
  /** Organizations, by any of their names, mistyped ones too. */
  | 'ORGANIZATION'
  /** People, by any of their names, mistyped ones too. */
  | 'PERSON'
  /** Quotes, by what is said. */
  | 'QUOTE';

export type ArticleCardFragment = { id: string, url: string | null, headline: string, standfirst: string | null, publishedAt: string | null, publisher: { id: string, name: string } | null };

export type ArticleChangedSubscriptionVariables = Exact<{
  filter?: ArticleFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ArticleChangedSubscription = { articleChanged: { kind: ChangeKind, nodeId: string, occurredAt: string, cursor: string, node: { withdrawnNotice: string | null, id: string, url: string | null, headline: string, standfirst: string | null, publishedAt: string | null, publisher: { id: string, name: string } | null } | null } };

export type ArticleQueryVariables = Exact<{
  id?: string | number | null | undefined;
  url?: string | null | undefined;
  quotes?: number | null | undefined;
}>;


export type ArticleQuery = { article: { body: string | null, bodyStatus: BodyStatus, corrections: Array<string>, id: string, url: string | null, headline: string, standfirst: string | null, publishedAt: string | null, bylines: Array<{ name: string, role: BylineRole }>, images: Array<{ url: string | null, caption: string | null, credit: string | null }>, quotes: { nodes: Array<{ id: string, text: string, kind: QuoteKind, confidence: number, spans: Array<{ start: number, end: number }>, saidOn: { earliest: string, latest: string, precision: DatePrecision } | null, speakers: Array<
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'UnnamedSource', description: string }
        > }> }, publisher: { id: string, name: string } | null } | null };

export type ChangesQueryVariables = Exact<{
  after?: string | null | undefined;
  first?: number | null | undefined;
  filter?: ChangeFilter | null | undefined;
}>;


export type ChangesQuery = { changes: { latestCursor: string, nodes: Array<
      | { __typename: 'ArticleChange', kind: ChangeKind, nodeId: string, occurredAt: string, cursor: string }
      | { __typename: 'EventChange', kind: ChangeKind, nodeId: string, occurredAt: string, cursor: string }
      | { __typename: 'OrganizationChange', kind: ChangeKind, nodeId: string, occurredAt: string, cursor: string }
      | { __typename: 'PersonChange', kind: ChangeKind, nodeId: string, occurredAt: string, cursor: string }
      | { __typename: 'QuoteChange', kind: ChangeKind, nodeId: string, occurredAt: string, cursor: string }
    >, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ErrorCodesQueryVariables = Exact<{ [key: string]: never; }>;


export type ErrorCodesQuery = { errorCodes: Array<ErrorCode> };

export type EventQueryVariables = Exact<{
  id: string | number;
  quotes?: number | null | undefined;
}>;


export type EventQuery = { event: { id: string, name: string, kind: EventKind, status: EventStatus, place: string | null, date: { earliest: string, latest: string, precision: DatePrecision } | null, participants: { nodes: Array<
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
      > }, quotes: { nodes: Array<{ id: string, text: string, kind: QuoteKind, confidence: number, saidOn: { earliest: string, latest: string, precision: DatePrecision } | null, speakers: Array<
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'UnnamedSource', description: string }
        > }> } } | null };

export type IngestArticleMutationVariables = Exact<{
  input: IngestArticleInput;
}>;


export type IngestArticleMutation = { ingestArticle:
    | { __typename: 'ArticleAccepted', status: IngestStatus, version: number, article: { id: string, url: string | null, headline: string, standfirst: string | null, publishedAt: string | null, publisher: { id: string, name: string } | null } | null }
    | { __typename: 'ArticleRefused', reason: RefusalReason, message: string }
   };

export type NewestArticlesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: ArticleFilter | null | undefined;
  quotes?: number | null | undefined;
}>;


export type NewestArticlesQuery = { articles: { nodes: Array<{ id: string, url: string | null, headline: string, standfirst: string | null, publishedAt: string | null, quotes: { nodes: Array<{ id: string, text: string, kind: QuoteKind, confidence: number, saidOn: { earliest: string, latest: string, precision: DatePrecision } | null, speakers: Array<
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedSource', description: string }
          > }> }, publisher: { id: string, name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PeopleQueryVariables = Exact<{
  name?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PeopleQuery = { people: { nodes: Array<{ id: string, name: string, description: string | null, articleCount: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PersonQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PersonQuery = { person: { id: string, name: string, description: string | null, articleCount: number, affiliations: { nodes: Array<{ role: string | null, organization: { id: string, name: string } }> }, quotes: { nodes: Array<{ id: string, text: string, kind: QuoteKind, confidence: number, article: { id: string, url: string | null, headline: string, standfirst: string | null, publishedAt: string | null, publisher: { id: string, name: string } | null }, saidOn: { earliest: string, latest: string, precision: DatePrecision } | null, speakers: Array<
          | { __typename: 'Organization', id: string, name: string }
          | { __typename: 'Person', id: string, name: string }
          | { __typename: 'UnnamedSource', description: string }
        > }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type QuoteAddedSubscriptionVariables = Exact<{
  filter?: QuoteFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type QuoteAddedSubscription = { quoteAdded: { nodeId: string, occurredAt: string, cursor: string, node: { id: string, text: string, kind: QuoteKind, confidence: number, saidOn: { earliest: string, latest: string, precision: DatePrecision } | null, speakers: Array<
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'UnnamedSource', description: string }
      > } | null } };

export type SaidWordsFragment = { id: string, text: string, kind: QuoteKind, confidence: number, saidOn: { earliest: string, latest: string, precision: DatePrecision } | null, speakers: Array<
    | { __typename: 'Organization', id: string, name: string }
    | { __typename: 'Person', id: string, name: string }
    | { __typename: 'UnnamedSource', description: string }
  > };

export type SearchQueryVariables = Exact<{
  query: string;
  types?: Array<SearchType> | SearchType | null | undefined;
  language?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchQuery = { search: { edges: Array<{ score: number, highlights: Array<{ field: HighlightField, spans: Array<{ start: number, end: number }> }>, node:
        | { __typename: 'Article', id: string, url: string | null, headline: string, standfirst: string | null, publishedAt: string | null, publisher: { id: string, name: string } | null }
        | { __typename: 'Event', id: string, name: string, date: { earliest: string, latest: string, precision: DatePrecision } | null }
        | { __typename: 'Organization', id: string, name: string }
        | { __typename: 'Person', id: string, name: string }
        | { __typename: 'Quote', id: string, text: string, kind: QuoteKind, confidence: number, saidOn: { earliest: string, latest: string, precision: DatePrecision } | null, speakers: Array<
            | { __typename: 'Organization', id: string, name: string }
            | { __typename: 'Person', id: string, name: string }
            | { __typename: 'UnnamedSource', description: string }
          > }
       }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ArticleCardFragmentDoc = new TypedDocumentString(`
    fragment ArticleCard on Article {
  id
  url
  headline
  standfirst
  publishedAt
  publisher {
    id
    name
  }
}
    `, {"fragmentName":"ArticleCard"}) as unknown as TypedDocumentString<ArticleCardFragment, unknown>;
export const SaidWordsFragmentDoc = new TypedDocumentString(`
    fragment SaidWords on Quote {
  id
  text
  kind
  confidence
  saidOn {
    earliest
    latest
    precision
  }
  speakers {
    __typename
    ... on Actor {
      id
      name
    }
    ... on UnnamedSource {
      description
    }
  }
}
    `, {"fragmentName":"SaidWords"}) as unknown as TypedDocumentString<SaidWordsFragment, unknown>;
export const ArticleChangedDocument = new TypedDocumentString(`
    subscription ArticleChanged($filter: ArticleFilter, $after: String) {
  articleChanged(filter: $filter, after: $after) {
    kind
    nodeId
    occurredAt
    cursor
    node {
      ...ArticleCard
      withdrawnNotice
    }
  }
}
    fragment ArticleCard on Article {
  id
  url
  headline
  standfirst
  publishedAt
  publisher {
    id
    name
  }
}`, {"hash":"sha256:6ff16b1517de9a331b8a2a8f2259fffc975227933cf9b0ef595074de487317bb"}) as unknown as TypedDocumentString<ArticleChangedSubscription, ArticleChangedSubscriptionVariables>;
export const ArticleDocument = new TypedDocumentString(`
    query Article($id: ID, $url: URL, $quotes: Int = 50) {
  article(id: $id, url: $url) {
    ...ArticleCard
    body
    bodyStatus
    corrections
    bylines {
      name
      role
    }
    images {
      url
      caption
      credit
    }
    quotes(first: $quotes) {
      nodes {
        ...SaidWords
        spans {
          start
          end
        }
      }
    }
  }
}
    fragment ArticleCard on Article {
  id
  url
  headline
  standfirst
  publishedAt
  publisher {
    id
    name
  }
}
fragment SaidWords on Quote {
  id
  text
  kind
  confidence
  saidOn {
    earliest
    latest
    precision
  }
  speakers {
    __typename
    ... on Actor {
      id
      name
    }
    ... on UnnamedSource {
      description
    }
  }
}`, {"hash":"sha256:4b26f7721387633480bb7afbecfd734001e7b55434e63d388829906f3e3f333a"}) as unknown as TypedDocumentString<ArticleQuery, ArticleQueryVariables>;
export const ChangesDocument = new TypedDocumentString(`
    query Changes($after: String, $first: Int = 100, $filter: ChangeFilter) {
  changes(after: $after, first: $first, filter: $filter) {
    nodes {
      __typename
      kind
      nodeId
      occurredAt
      cursor
    }
    latestCursor
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:2489fbcd9770f49b5f051ba42b2c495bd5a547a74ce0f4e421b6b5c8466631c2"}) as unknown as TypedDocumentString<ChangesQuery, ChangesQueryVariables>;
export const ErrorCodesDocument = new TypedDocumentString(`
    query ErrorCodes {
  errorCodes
}
    `, {"hash":"sha256:fb4da7c5b71a8e82107b926783950415606e315ad9753ce5726206a78c525c92"}) as unknown as TypedDocumentString<ErrorCodesQuery, ErrorCodesQueryVariables>;
export const EventDocument = new TypedDocumentString(`
    query Event($id: ID!, $quotes: Int = 20) {
  event(id: $id) {
    id
    name
    kind
    status
    place
    date {
      earliest
      latest
      precision
    }
    participants(first: 50) {
      nodes {
        __typename
        id
        name
      }
    }
    quotes(first: $quotes) {
      nodes {
        ...SaidWords
      }
    }
  }
}
    fragment SaidWords on Quote {
  id
  text
  kind
  confidence
  saidOn {
    earliest
    latest
    precision
  }
  speakers {
    __typename
    ... on Actor {
      id
      name
    }
    ... on UnnamedSource {
      description
    }
  }
}`, {"hash":"sha256:06de04a30e9060999efa0df46f10ec9ce98ac03e31ef1b2decdf22394c0bcd3b"}) as unknown as TypedDocumentString<EventQuery, EventQueryVariables>;
export const IngestArticleDocument = new TypedDocumentString(`
    mutation IngestArticle($input: IngestArticleInput!) {
  ingestArticle(input: $input) {
    __typename
    ... on ArticleAccepted {
      status
      version
      article {
        ...ArticleCard
      }
    }
    ... on ArticleRefused {
      reason
      message
    }
  }
}
    fragment ArticleCard on Article {
  id
  url
  headline
  standfirst
  publishedAt
  publisher {
    id
    name
  }
}`, {"hash":"sha256:4224b60fd7a40ff1638137fa632bafed2e2fe9d256feb50aaaaa206b6c10bd3a"}) as unknown as TypedDocumentString<IngestArticleMutation, IngestArticleMutationVariables>;
export const NewestArticlesDocument = new TypedDocumentString(`
    query NewestArticles($first: Int = 20, $after: String, $filter: ArticleFilter, $quotes: Int = 5) {
  articles(first: $first, after: $after, filter: $filter) {
    nodes {
      ...ArticleCard
      quotes(first: $quotes) {
        nodes {
          ...SaidWords
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ArticleCard on Article {
  id
  url
  headline
  standfirst
  publishedAt
  publisher {
    id
    name
  }
}
fragment SaidWords on Quote {
  id
  text
  kind
  confidence
  saidOn {
    earliest
    latest
    precision
  }
  speakers {
    __typename
    ... on Actor {
      id
      name
    }
    ... on UnnamedSource {
      description
    }
  }
}`, {"hash":"sha256:1c6923a4bb71b8d25bf4c94fce77485b748381fa43375725b99d0531ee219ec7"}) as unknown as TypedDocumentString<NewestArticlesQuery, NewestArticlesQueryVariables>;
export const PeopleDocument = new TypedDocumentString(`
    query People($name: String, $first: Int = 20, $after: String) {
  people(filter: {name: $name}, first: $first, after: $after) {
    nodes {
      id
      name
      description
      articleCount
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:8e44151a10e9f7af7c6f1673958bfe151c2a354ef1b34d0f1e2f4bd874dad218"}) as unknown as TypedDocumentString<PeopleQuery, PeopleQueryVariables>;
export const PersonDocument = new TypedDocumentString(`
    query Person($id: ID!, $first: Int = 20, $after: String) {
  person(id: $id) {
    id
    name
    description
    articleCount
    affiliations(first: 10) {
      nodes {
        role
        organization {
          id
          name
        }
      }
    }
    quotes(first: $first, after: $after) {
      nodes {
        ...SaidWords
        article {
          ...ArticleCard
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ArticleCard on Article {
  id
  url
  headline
  standfirst
  publishedAt
  publisher {
    id
    name
  }
}
fragment SaidWords on Quote {
  id
  text
  kind
  confidence
  saidOn {
    earliest
    latest
    precision
  }
  speakers {
    __typename
    ... on Actor {
      id
      name
    }
    ... on UnnamedSource {
      description
    }
  }
}`, {"hash":"sha256:373bbabd3eafe6fe31ad1885d9d731bbfe6b5fffb58e71076a25b52aeb9aa403"}) as unknown as TypedDocumentString<PersonQuery, PersonQueryVariables>;
export const QuoteAddedDocument = new TypedDocumentString(`
    subscription QuoteAdded($filter: QuoteFilter, $after: String) {
  quoteAdded(filter: $filter, after: $after) {
    nodeId
    occurredAt
    cursor
    node {
      ...SaidWords
    }
  }
}
    fragment SaidWords on Quote {
  id
  text
  kind
  confidence
  saidOn {
    earliest
    latest
    precision
  }
  speakers {
    __typename
    ... on Actor {
      id
      name
    }
    ... on UnnamedSource {
      description
    }
  }
}`, {"hash":"sha256:8f033bacb50b663781e51016684c50340a195c6fb358232924b98034b496b8b0"}) as unknown as TypedDocumentString<QuoteAddedSubscription, QuoteAddedSubscriptionVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String!, $types: [SearchType!], $language: String, $first: Int = 20, $after: String) {
  search(
    query: $query
    types: $types
    language: $language
    first: $first
    after: $after
  ) {
    edges {
      score
      highlights {
        field
        spans {
          start
          end
        }
      }
      node {
        __typename
        ...ArticleCard
        ...SaidWords
        ... on Actor {
          id
          name
        }
        ... on Event {
          id
          name
          date {
            earliest
            latest
            precision
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ArticleCard on Article {
  id
  url
  headline
  standfirst
  publishedAt
  publisher {
    id
    name
  }
}
fragment SaidWords on Quote {
  id
  text
  kind
  confidence
  saidOn {
    earliest
    latest
    precision
  }
  speakers {
    __typename
    ... on Actor {
      id
      name
    }
    ... on UnnamedSource {
      description
    }
  }
}`, {"hash":"sha256:5a0dd1429184ea347e37260dd4b8f0ff40191e532c73863c82971b468ea2f2fa"}) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;