/** What Mercurius and Apollo Server serve; the plain Yoga builds the same with Pothos. */
export const sdl = `
  type Query {
    article(id: ID!): Article
    articles(first: Int!): [Article!]!
    person(id: ID!): Actor
    event(id: ID!): Event
  }
  type Article {
    id: ID!
    url: String
    headline: String!
    standfirst: String
    body: String
    section: String
    language: String!
    dateline: String
    publishedAt: String
    version: Int!
    quotes(first: Int!): [Quote!]!
    people(first: Int!): [Actor!]!
    organizations(first: Int!): [Actor!]!
  }
  type Quote {
    id: ID!
    text: String!
    article: Article!
    speakers: [Speaker!]!
  }
  type Speaker {
    name: String!
    actor: Actor
  }
  type Actor {
    id: ID!
    kind: String!
    name: String!
    quotes(first: Int!): [Quote!]!
    affiliations(first: Int!): [Affiliation!]!
  }
  type Affiliation {
    id: ID!
    role: String
    organization: Actor!
  }
  type Event {
    id: ID!
    name: String!
    articles(first: Int!): [Article!]!
  }
`;
