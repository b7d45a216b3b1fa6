import { actorOfSubject, subjectsOfArticle } from '../db/article-subject.ts';
import type { Row } from '../db/tables.ts';
import { Actor } from './actor.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';

const SubjectKind = builder.enumType('SubjectKind', {
  description: 'What a subject of an article is.',
  values: {
    PERSON: { value: 'person', description: 'A person.' },
    ORGANIZATION: { value: 'organization', description: 'An organization.' },
    PLACE: { value: 'place', description: 'A place.' },
    EVENT: { value: 'event', description: 'An event.' },
    TOPIC: { value: 'topic', description: 'A topic of a scheme of topics, or a keyword.' },
  } as const,
});

const Subject = builder.objectRef<Row<'article_subject'>>('Subject').implement({
  description:
    'Whom or what an article is about, as its source states it (IPTC ninjs people, organisations, places, events and subjects): https://schema.org/about',
  fields: (t) => ({
    kind: t.expose('kind', { type: SubjectKind, description: 'What it is.' }),
    name: t.exposeString('name', { description: 'As the source calls it.' }),
    uri: t.exposeString('uri', {
      nullable: true,
      description:
        'What identifies it, in the scheme that the source uses, such as https://www.wikidata.org/entity/Q42; null where the source does not say.',
    }),
    role: t.exposeString('role', {
      nullable: true,
      description:
        'Its role in the news or its relation to it, as the source codes it; null where the source does not say.',
    }),
    actor: t.related(actorOfSubject, {
      type: Actor,
      description:
        'The person or organization that it is; null for all else, and where it stays open who is meant.',
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  subjects: t.relatedList(subjectsOfArticle, {
    type: Subject,
    description:
      'Whom and what its source says that it is about, in the order of the source. What its text names is in people, organizations and mentions.',
  }),
}));
