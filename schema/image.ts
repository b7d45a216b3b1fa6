import { imagesOfArticle } from '../db/article.ts';
import type { Row } from '../db/tables.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';

const Image = builder.objectRef<Row<'image'>>('Image').implement({
  description: 'A picture that an article shows: https://schema.org/ImageObject',
  fields: (t) => ({
    caption: t.exposeString('caption', {
      nullable: true,
      description: 'The words below it; null where there are none.',
    }),
    credit: t.exposeString('credit', {
      nullable: true,
      description: 'Who made it and for whom, as printed; null where the source does not say.',
    }),
    url: t.expose('url', {
      type: 'URL',
      nullable: true,
      description: 'Where it is; null where the source does not say.',
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  images: t.relatedList(imagesOfArticle, { type: Image, description: 'Its pictures, in the order shown.' }),
}));
