import type { GraphQLResolveInfo } from 'graphql';
import { type ActorFields, actorFilter, actors, namesOfActor, organizations, people } from '../db/actor.ts';
import type { Logical } from '../db/filter.ts';
import type { Reader } from '../db/reader.ts';
import type { ActorKind, Id, Row } from '../db/tables.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { logicalInput } from './filter.ts';
import { rowId, rowIdOrNull } from './ids.ts';
import { whenRead } from './relation/connection.ts';
import { loadSelected } from './relation/loaders.ts';

export const Actor = builder.interfaceRef<Row<'actor'>>('Actor');
export const Person = builder.objectRef<Row<'actor'>>('Person');
export const Organization = builder.objectRef<Row<'actor'>>('Organization');

export const typeOfActor = (row: Row<'actor'>) => (row.kind === 'person' ? 'Person' : 'Organization');

const ActorName = builder.objectRef<Row<'actor_name'>>('ActorName').implement({
  description: 'A name that an actor goes by: https://schema.org/alternateName',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As it is written.' }),
    language: t.exposeString('language', {
      nullable: true,
      description: 'The language of the name as a BCP 47 tag; null where the source does not say.',
    }),
  }),
});

Actor.implement({
  description:
    'A person or an organization: whoever can speak, be spoken to, take part in events or be named in an article.',
  interfaces: [builder.nodeInterfaceRef()],
  resolveType: typeOfActor,
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'The fullest form of the name that is known, without titles: https://schema.org/name',
    }),
    alternateNames: t.relatedList(namesOfActor, {
      type: ActorName,
      description: 'Every name that articles use for this actor, the full one among them, as first met.',
    }),
    wikidataId: t.exposeString('wikidata_id', {
      nullable: true,
      description: 'The item at Wikidata, such as Q42; null where it is not known.',
    }),
    articleCount: t.exposeInt('public_count', {
      description: 'How many articles name this actor, carry it in their byline or were published by it.',
    }),
  }),
});

const load = (kind: ActorKind) => (id: Id, context: Context, info: GraphQLResolveInfo) =>
  whenRead(loadSelected(context, actors, id, info), (row) => (row?.kind === kind ? row : null));

builder.node(Person, {
  description: 'A person named in the news: https://schema.org/Person',
  id: { resolve: (row) => row.id },
  interfaces: [Actor],
  loadWithoutCache: load('person'),
  isTypeOf: (value) => (value as Row<'actor'>).kind === 'person',
});

builder.node(Organization, {
  description: 'An organization named in the news or publishing it: https://schema.org/Organization',
  id: { resolve: (row) => row.id },
  interfaces: [Actor],
  loadWithoutCache: load('organization'),
  isTypeOf: (value) => (value as Row<'actor'>).kind === 'organization',
});

const ActorOrder = builder.enumType('ActorOrder', {
  description: 'The order of a list of people or organizations.',
  values: {
    ARTICLE_COUNT: { description: 'Those in the most articles first.' },
    NAME: { description: 'By name, from A to Z, case and accents aside.' },
  },
});

interface ActorFilterInput {
  name?: string | null;
  article?: string | null;
  event?: string | null;
  affiliatedWith?: string | null;
}

const ActorFilter = logicalInput<ActorFilterInput>('ActorFilter', 'people or organizations', (t) => ({
  name: t.string({
    cost: { weight: 20 },
    description: 'Part of any of their names, case and accents aside.',
  }),
  article: t.id({ description: 'The id of an article that names them.' }),
  event: t.id({ description: 'The id of an event that they took part in.' }),
  affiliatedWith: t.id({ description: 'The id of a person or organization that they are affiliated with.' }),
}));

const filter = {
  type: ActorFilter.type,
  where: async (reader: Reader, input: Logical<ActorFilterInput>) =>
    actorFilter(reader.viewer, await ActorFilter.mapped(input, fieldsOf)),
};

function fieldsOf(input: ActorFilterInput): ActorFields {
  return {
    name: input.name,
    article: rowIdOrNull(input.article, 'Article'),
    event: rowIdOrNull(input.event, 'Event'),
    affiliatedWith: rowIdOrNull(input.affiliatedWith, 'Person', 'Organization'),
  };
}

builder.queryFields((t) => ({
  person: t.field({
    type: Person,
    nullable: true,
    description: 'A person by id; null where there is none to be seen.',
    args: { id: t.arg.id({ required: true, description: 'As it was served.' }) },
    resolve: (_root, { id }, context, info) => loadSelected(context, actors, rowId(id, 'Person'), info),
  }),
  organization: t.field({
    type: Organization,
    nullable: true,
    description: 'An organization by id; null where there is none to be seen.',
    args: { id: t.arg.id({ required: true, description: 'As it was served.' }) },
    resolve: (_root, { id }, context, info) => loadSelected(context, actors, rowId(id, 'Organization'), info),
  }),
  people: t.listConnection(people, {
    type: Person,
    order: ActorOrder,
    filter,
    description: 'The people in the news, those in the most articles first.',
  }),
  organizations: t.listConnection(organizations, {
    type: Organization,
    order: ActorOrder,
    filter,
    description: 'The organizations in the news, those in the most articles first.',
  }),
}));

/** An id as GraphQL gives it, of whichever kind of actor. */
export function actorId(value: string | null | undefined): Id | null {
  return rowIdOrNull(value, 'Person', 'Organization');
}
