import { otherUrlsOfArticle } from '../db/article-url.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import { loadWhole } from './relation/loaders.ts';

builder.objectField(Article, 'otherUrls', (t) =>
  t.field({
    type: ['URL'],
    description:
      'Further addresses that it came with or its source gives, in no order of worth; article(url:) finds it by each.',
    select: { with: [{ relation: otherUrlsOfArticle, columns: ['url'] }] },
    resolve: async (row, _args, context) => {
      const rows = await loadWhole(context, otherUrlsOfArticle, row);
      return rows.map(({ url }) => url);
    },
  }),
);
