import { associationsOfArticle } from '../db/article-association.ts';
import type { Row } from '../db/tables.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';

const Association = builder.objectRef<Row<'article_association'>>('Association').implement({
  description:
    'Another item that the source of an article ties to it (IPTC ninjs associations, NewsML-G2 links).',
  fields: (t) => ({
    role: t.exposeString('role', { description: 'What the source calls the relation, such as mainvideo.' }),
    type: t.exposeString('type', {
      nullable: true,
      description:
        'text, picture, video, audio, graphic, composite and so on, as the source codes it; null where it does not say.',
    }),
    uri: t.exposeString('uri', {
      nullable: true,
      description: 'The identifier or address of the item; null where the source does not say.',
    }),
    headline: t.exposeString('headline', {
      nullable: true,
      description: 'The headline of the item; null where the source does not say.',
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  associations: t.relatedList(associationsOfArticle, {
    type: Association,
    description:
      'Other items that its source ties to it, in the order of the source; its pictures are in images.',
  }),
}));
