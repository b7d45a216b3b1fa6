import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SchemaBuilder from '@pothos/core';
import { createYoga } from 'graphql-yoga';
import { type Loaders, loadersOfRequest } from './loaders.ts';
import { sayReady } from './pool.ts';
import * as reads from './reads.ts';

const builder = new SchemaBuilder<{ Context: Loaders; DefaultFieldNullability: false }>({
  defaultFieldNullability: false,
});
const Article = builder.objectRef<reads.Article>('Article');
const Quote = builder.objectRef<reads.Quote>('Quote');
const Speaker = builder.objectRef<reads.Speaker>('Speaker');
const Actor = builder.objectRef<reads.Actor>('Actor');
const Affiliation = builder.objectRef<reads.Affiliation>('Affiliation');
const Event = builder.objectRef<reads.Event>('Event');

Article.implement({
  fields: (t) => {
    const first = { first: t.arg.int({ required: true }) };
    return {
      id: t.exposeID('id'),
      url: t.exposeString('url', { nullable: true }),
      headline: t.exposeString('headline'),
      standfirst: t.exposeString('standfirst', { nullable: true }),
      body: t.exposeString('body', { nullable: true }),
      section: t.exposeString('section', { nullable: true }),
      language: t.exposeString('language'),
      dateline: t.exposeString('dateline', { nullable: true }),
      publishedAt: t.exposeString('publishedAt', { nullable: true }),
      version: t.exposeInt('version'),
      quotes: t.field({
        type: [Quote],
        args: first,
        resolve: ({ id }, args, loaders) => loaders.quotesOfArticle(id, args.first),
      }),
      people: t.field({
        type: [Actor],
        args: first,
        resolve: ({ id }, args, loaders) => loaders.people(id, args.first),
      }),
      organizations: t.field({
        type: [Actor],
        args: first,
        resolve: ({ id }, args, loaders) => loaders.organizations(id, args.first),
      }),
    };
  },
});
Quote.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    text: t.exposeString('text'),
    article: t.field({
      type: Article,
      resolve: async ({ articleId }, _, loaders) => (await loaders.article.load(articleId))!,
    }),
    speakers: t.field({ type: [Speaker], resolve: ({ id }, _, loaders) => loaders.speakers.load(id) }),
  }),
});
Speaker.implement({
  fields: (t) => ({
    name: t.exposeString('name'),
    actor: t.field({
      type: Actor,
      nullable: true,
      resolve: ({ actorId }, _, loaders) => (actorId === null ? null : loaders.actor.load(actorId)),
    }),
  }),
});
Actor.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.exposeString('kind'),
    name: t.exposeString('name'),
    quotes: t.field({
      type: [Quote],
      args: { first: t.arg.int({ required: true }) },
      resolve: ({ id }, { first }, loaders) => loaders.quotesOfSpeaker(id, first),
    }),
    affiliations: t.field({
      type: [Affiliation],
      args: { first: t.arg.int({ required: true }) },
      resolve: ({ id }, { first }, loaders) => loaders.affiliations(id, first),
    }),
  }),
});
Affiliation.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    role: t.exposeString('role', { nullable: true }),
    organization: t.field({
      type: Actor,
      resolve: async ({ organizationId }, _, loaders) => (await loaders.actor.load(organizationId))!,
    }),
  }),
});
Event.implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    articles: t.field({
      type: [Article],
      args: { first: t.arg.int({ required: true }) },
      resolve: ({ id }, { first }, loaders) => loaders.articlesOfEvent(id, first),
    }),
  }),
});
builder.queryType({
  fields: (t) => {
    const id = { id: t.arg.id({ required: true }) };
    return {
      article: t.field({
        type: Article,
        nullable: true,
        args: id,
        resolve: (_, args, loaders) => loaders.article.load(String(args.id)),
      }),
      articles: t.field({
        type: [Article],
        args: { first: t.arg.int({ required: true }) },
        resolve: (_, { first }) => reads.newestArticles(first),
      }),
      person: t.field({
        type: Actor,
        nullable: true,
        args: id,
        resolve: (_, args, loaders) => loaders.actor.load(String(args.id)),
      }),
      event: t.field({
        type: Event,
        nullable: true,
        args: id,
        resolve: (_, args, loaders) => loaders.event.load(String(args.id)),
      }),
    };
  },
});

const server = createServer(
  createYoga({ schema: builder.toSchema(), context: loadersOfRequest, logging: false }),
);
server.listen(0, '127.0.0.1', () => sayReady((server.address() as AddressInfo).port));
