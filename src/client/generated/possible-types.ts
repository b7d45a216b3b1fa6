/** For Apollo Client: `new InMemoryCache({ possibleTypes })`. */
export const possibleTypes: Record<string, string[]> = {
  "Actor": [
    "Organization",
    "Person"
  ],
  "Change": [
    "ArticleChange",
    "EventChange",
    "OrganizationChange",
    "PersonChange",
    "QuoteChange"
  ],
  "CreateApiKeyResult": [
    "ApiKeyCreated",
    "ApiKeyRefused"
  ],
  "CurateActorResult": [
    "ActorCurated",
    "ActorCurationRefused"
  ],
  "CurateArticleResult": [
    "ArticleCurated",
    "ArticleRefused"
  ],
  "IngestArticleResult": [
    "ArticleAccepted",
    "ArticleRefused"
  ],
  "Node": [
    "ApiKey",
    "Article",
    "CurationDecision",
    "Event",
    "Organization",
    "Person",
    "Quote",
    "Utterance"
  ],
  "SearchResult": [
    "Article",
    "Event",
    "Organization",
    "Person",
    "Quote"
  ],
  "Speaker": [
    "Organization",
    "Person",
    "UnnamedSource"
  ]
};
