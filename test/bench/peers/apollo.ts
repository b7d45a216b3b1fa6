import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { type Loaders, loadersOfRequest } from './loaders.ts';
import { sayReady } from './pool.ts';
import {
  type Actor,
  type Affiliation,
  type Article,
  type Event,
  newestArticles,
  type Quote,
  type Speaker,
} from './reads.ts';
import { sdl } from './sdl.ts';

interface ById {
  readonly id: string;
}
interface First {
  readonly first: number;
}

const resolvers = {
  Query: {
    article: (_: unknown, { id }: ById, loaders: Loaders) => loaders.article.load(id),
    articles: (_: unknown, { first }: First) => newestArticles(first),
    person: (_: unknown, { id }: ById, loaders: Loaders) => loaders.actor.load(id),
    event: (_: unknown, { id }: ById, loaders: Loaders) => loaders.event.load(id),
  },
  Article: {
    quotes: ({ id }: Article, { first }: First, loaders: Loaders) => loaders.quotesOfArticle(id, first),
    people: ({ id }: Article, { first }: First, loaders: Loaders) => loaders.people(id, first),
    organizations: ({ id }: Article, { first }: First, loaders: Loaders) => loaders.organizations(id, first),
  },
  Quote: {
    article: ({ articleId }: Quote, _: unknown, loaders: Loaders) => loaders.article.load(articleId),
    speakers: ({ id }: Quote, _: unknown, loaders: Loaders) => loaders.speakers.load(id),
  },
  Speaker: {
    actor: ({ actorId }: Speaker, _: unknown, loaders: Loaders) =>
      actorId === null ? null : loaders.actor.load(actorId),
  },
  Actor: {
    quotes: ({ id }: Actor, { first }: First, loaders: Loaders) => loaders.quotesOfSpeaker(id, first),
    affiliations: ({ id }: Actor, { first }: First, loaders: Loaders) => loaders.affiliations(id, first),
  },
  Affiliation: {
    organization: ({ organizationId }: Affiliation, _: unknown, loaders: Loaders) =>
      loaders.actor.load(organizationId),
  },
  Event: {
    articles: ({ id }: Event, { first }: First, loaders: Loaders) => loaders.articlesOfEvent(id, first),
  },
};

const server = new ApolloServer<Loaders>({ typeDefs: sdl, resolvers });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async () => loadersOfRequest(),
});
sayReady(Number(new URL(url).port));
