import {
  articlesOfEvent,
  type EventFields,
  eventFilter,
  eventList,
  events,
  eventsOfActor,
  eventsOfArticle,
  participantsOfEvent,
} from '../db/event.ts';
import type { Logical } from '../db/filter.ts';
import type { Reader } from '../db/reader.ts';
import type { EventKind, EventStatus, Row } from '../db/tables.ts';
import { Actor, actorId } from './actor.ts';
import { Article, ArticleOrder } from './article.ts';
import { builder } from './builder.ts';
import { DateSpan, dateSpan } from './dates.ts';
import { logicalInput } from './filter.ts';
import { rowId, rowIdOrNull } from './ids.ts';
import { askedText } from './question.ts';
import { loadSelected } from './relation/loaders.ts';

export const Event = builder.objectRef<Row<'event'>>('Event');

const EventKindEnum = builder.enumType('EventKind', {
  description: 'What sort of thing took place.',
  values: {
    MEETING: { value: 'meeting', description: 'People met.' },
    CALL: { value: 'call', description: 'People spoke by telephone or video.' },
    SUMMIT: { value: 'summit', description: 'Heads of governments or organizations met.' },
    VISIT: { value: 'visit', description: 'Someone went to see a place or somebody there.' },
    STATEMENT: { value: 'statement', description: 'A statement was issued.' },
    VOTE: { value: 'vote', description: 'A body voted on something.' },
    ELECTION: { value: 'election', description: 'People were elected to an office.' },
    TRIAL: { value: 'trial', description: 'A case was heard before a court.' },
    ATTACK: { value: 'attack', description: 'Someone or something was attacked.' },
    PROTEST: { value: 'protest', description: 'People protested, or were on strike.' },
    DISASTER: { value: 'disaster', description: 'A flood, a fire, an accident or the like.' },
    AGREEMENT: { value: 'agreement', description: 'Something was agreed or signed.' },
    CONFERENCE: { value: 'conference', description: 'A conference or a news conference.' },
    CEREMONY: { value: 'ceremony', description: 'A ceremony.' },
    OTHER: { value: 'other', description: 'Anything else that took place.' },
  } as const,
});

const EventStatusEnum = builder.enumType('EventStatus', {
  description: 'What the latest article says has become of an event.',
  values: {
    PLANNED: { value: 'planned', description: 'It is to take place.' },
    HAPPENED: { value: 'happened', description: 'It took place.' },
    CANCELLED: { value: 'cancelled', description: 'It was called off or put off.' },
    DENIED: { value: 'denied', description: 'Someone concerned denies that it took place.' },
  } as const,
});

builder.node(Event, {
  description: 'Something that took place, is to take place or was called off: https://schema.org/Event',
  id: { resolve: (row) => row.id },
  loadWithoutCache: (id, context, info) => loadSelected(context, events, id, info),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'A short name for people to read.' }),
    kind: t.expose('kind', { type: EventKindEnum, description: 'What sort of thing it is.' }),
    status: t.expose('status', { type: EventStatusEnum, description: 'What the latest article says of it.' }),
    date: t.field({
      type: DateSpan,
      nullable: true,
      description: 'When; null where no article says.',
      select: { columns: ['earliest', 'latest', 'precision'] },
      resolve: (row) => dateSpan(row.earliest, row.latest, row.precision),
    }),
    place: t.exposeString('place', {
      nullable: true,
      description: 'Where, as an article names it: https://schema.org/location; null where none says.',
    }),
    articleCount: t.exposeInt('public_count', { description: 'How many articles tell of it.' }),
    participants: t.relatedConnection(participantsOfEvent, {
      type: Actor,
      description: 'Who took part, in the order in which articles said so.',
    }),
    articles: t.relatedConnection(articlesOfEvent, {
      type: Article,
      order: ArticleOrder,
      description: 'The articles that tell of it.',
    }),
  }),
});

export const EventOrder = builder.enumType('EventOrder', {
  description: 'The order of a list of events, by day (of the first article about it where no day is known).',
  values: { NEWEST: { description: 'The latest first.' }, OLDEST: { description: 'The earliest first.' } },
});

builder.objectFields(Article, (t) => ({
  events: t.relatedConnection(eventsOfArticle, {
    type: Event,
    description: 'The events that it tells of, in the order of the text.',
  }),
}));

builder.interfaceFields(Actor, (t) => ({
  events: t.relatedConnection(eventsOfActor, {
    type: Event,
    order: EventOrder,
    description: 'The events that this actor took part in.',
  }),
}));

interface EventFilterInput {
  text?: string | null;
  kind?: EventKind | null;
  status?: EventStatus | null;
  from?: string | null;
  to?: string | null;
  participant?: string | null;
  article?: string | null;
}

const EventFilter = logicalInput<EventFilterInput>('EventFilter', 'events', (t) => ({
  text: t.string({
    cost: { weight: 20 },
    description: 'Words in name or place, in web search syntax: "exact words" -without or',
  }),
  kind: t.field({ type: EventKindEnum, description: 'What sort of thing they are.' }),
  status: t.field({ type: EventStatusEnum, description: 'What the latest article says of them.' }),
  from: t.field({ type: 'LocalDate', description: 'They may lie on this day or later.' }),
  to: t.field({ type: 'LocalDate', description: 'They may lie on this day or earlier.' }),
  participant: t.id({ description: 'The id of a person or organization that took part.' }),
  article: t.id({ description: 'The id of an article that tells of them.' }),
}));

async function fieldsOf(input: EventFilterInput, reader: Reader): Promise<EventFields> {
  return {
    ...input,
    text: await askedText(input.text, reader),
    participant: actorId(input.participant),
    article: rowIdOrNull(input.article, 'Article'),
  };
}

builder.queryFields((t) => ({
  event: t.field({
    type: Event,
    nullable: true,
    description: 'An event by id; null where there is none to be seen.',
    args: { id: t.arg.id({ required: true, description: 'As it was served.' }) },
    resolve: (_root, { id }, context, info) => loadSelected(context, events, rowId(id, 'Event'), info),
  }),
  events: t.listConnection(eventList, {
    type: Event,
    order: EventOrder,
    filter: {
      type: EventFilter.type,
      where: async (reader, input: Logical<EventFilterInput>) =>
        eventFilter(reader.viewer, await EventFilter.mapped(input, (fields) => fieldsOf(fields, reader))),
    },
    description: 'All events, the latest first.',
  }),
}));
