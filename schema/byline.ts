import { actorOfByline, bylinesOfArticle } from '../db/article.ts';
import type { Row } from '../db/tables.ts';
import { Person } from './actor.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';

const BylineRole = builder.enumType('BylineRole', {
  description: 'What someone did for an article.',
  values: {
    AUTHOR: { value: 'author', description: 'Wrote it: https://schema.org/author' },
    CONTRIBUTOR: { value: 'contributor', description: 'Contributed to it: https://schema.org/contributor' },
    PHOTOGRAPHER: { value: 'photographer', description: 'Took its pictures.' },
  } as const,
});

const Byline = builder.objectRef<Row<'byline'>>('Byline').implement({
  description: 'A name printed with an article as one who made it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'As printed.' }),
    role: t.expose('role', { type: BylineRole, description: 'What this person did for the article.' }),
    person: t.related(actorOfByline, {
      type: Person,
      description: 'Whose name it is; null where that is not known.',
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  bylines: t.relatedList(bylinesOfArticle, {
    type: Byline,
    description: 'Who made it, in the order printed.',
  }),
}));
