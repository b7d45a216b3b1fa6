import fastify from 'fastify';
import mercurius from 'mercurius';
import { sayReady } from './pool.ts';
import * as reads from './reads.ts';
import { sdl } from './sdl.ts';

interface Asked<Parent> {
  readonly obj: Parent;
  readonly params: { readonly first: number };
}

/**
 * Each loader hears of all parents of a level. Its cache is off, since its keys are whole rows as JSON; equal keys are asked once
 * all the same.
 */
function loader<Parent, R>(
  keyOf: (parent: Parent) => string | null,
  read: (ids: readonly string[], first: number) => Promise<(R | null)[]>,
) {
  return {
    opts: { cache: false },
    async loader(asked: readonly Asked<Parent>[]): Promise<(R | null)[]> {
      const keys = asked.map(({ obj }) => keyOf(obj));
      const ids = [...new Set(keys.filter((key) => key !== null))];
      const found = await read(ids, asked[0]?.params.first ?? 0);
      const byId = new Map(ids.map((id, i) => [id, found[i] ?? null]));
      return keys.map((key) => (key === null ? null : (byId.get(key) ?? null)));
    },
  };
}

const ownId = ({ id }: { readonly id: string }) => id;

const app = fastify();
app.register(mercurius, {
  schema: sdl,
  jit: 1,
  resolvers: {
    Query: {
      article: async (_: unknown, { id }: { id: string }) => (await reads.articlesByIds([id]))[0],
      articles: (_: unknown, { first }: { first: number }) => reads.newestArticles(first),
      person: async (_: unknown, { id }: { id: string }) => (await reads.actorsByIds([id]))[0],
      event: async (_: unknown, { id }: { id: string }) => (await reads.eventsByIds([id]))[0],
    },
  },
  loaders: {
    Article: {
      quotes: loader(ownId, reads.quotesOfArticles),
      people: loader(ownId, (ids, first) => reads.namedInArticles(ids, 'person', first)),
      organizations: loader(ownId, (ids, first) => reads.namedInArticles(ids, 'organization', first)),
    },
    Quote: {
      article: loader(({ articleId }: reads.Quote) => articleId, reads.articlesByIds),
      speakers: loader(ownId, reads.speakersOfQuotes),
    },
    Speaker: { actor: loader(({ actorId }: reads.Speaker) => actorId, reads.actorsByIds) },
    Actor: {
      quotes: loader(ownId, reads.quotesOfSpeakers),
      affiliations: loader(ownId, reads.affiliationsOfPeople),
    },
    Affiliation: {
      organization: loader(({ organizationId }: reads.Affiliation) => organizationId, reads.actorsByIds),
    },
    Event: { articles: loader(ownId, reads.articlesOfEvents) },
  },
});
const address = await app.listen({ host: '127.0.0.1', port: 0 });
sayReady(Number(new URL(address).port));
