import {
  actorOfMention,
  articleOfMention,
  eventOfMention,
  mentionsOfActor,
  mentionsOfArticle,
  mentionsOfEvent,
} from '../db/mention.ts';
import type { Row } from '../db/tables.ts';
import { Actor } from './actor.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import { Event } from './event.ts';
import { Span, spanOrNull } from './text.ts';

const MentionKind = builder.enumType('MentionKind', {
  description: 'What a name in a text stands for.',
  values: {
    PERSON: { value: 'person', description: 'A person.' },
    ORGANIZATION: { value: 'organization', description: 'An organization.' },
    PLACE: { value: 'place', description: 'A place.' },
    EVENT: { value: 'event', description: 'An event.' },
  } as const,
});

export const Mention = builder.objectRef<Row<'mention'>>('Mention').implement({
  description:
    'A place in an article where a person, an organization, a place or an event is named: https://schema.org/mentions',
  fields: (t) => ({
    kind: t.expose('kind', { type: MentionKind, description: 'What is named.' }),
    surface: t.exposeString('surface', { description: 'The words in the text.' }),
    name: t.exposeString('name', {
      description: 'What they stand for within the article, such as the full name for a surname.',
    }),
    span: t.field({
      type: Span,
      description: 'Where the words stand in the body of the article.',
      select: { columns: ['id', 'span'] },
      resolve: (row) => {
        const span = spanOrNull(row.span);
        if (!span) throw new Error(`Mention ${row.id} has no span.`);
        return span;
      },
    }),
    version: t.exposeInt('version', { description: 'The version of the article that the span points into.' }),
    confidence: t.exposeFloat('confidence', { description: 'How sure the extractor is, from 0 to 1.' }),
    extractor: t.exposeString('extractor', { description: 'What read it, with its version.' }),
    actor: t.related(actorOfMention, {
      type: Actor,
      description: 'Who is named; null for places and events, and where it stays open who is meant.',
    }),
    event: t.related(eventOfMention, { type: Event, description: 'The event named; null for all else.' }),
    article: t.related(articleOfMention, {
      type: Article,
      nullable: false,
      description: 'The article that names it.',
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  mentions: t.relatedConnection(mentionsOfArticle, {
    type: Mention,
    description:
      'Where it names people, organizations, places and events, in the order of the text; none while its body is withheld, whose words they are: people and organizations tell whom it names then, too.',
  }),
}));

builder.interfaceFields(Actor, (t) => ({
  mentions: t.relatedConnection(mentionsOfActor, {
    type: Mention,
    description: 'Where articles name this actor, the newest first.',
  }),
}));

builder.objectFields(Event, (t) => ({
  mentions: t.relatedConnection(mentionsOfEvent, {
    type: Mention,
    description: 'Where articles speak of it, the newest first.',
  }),
}));
