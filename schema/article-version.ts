import { articles, versionsOfArticle } from '../db/article.ts';
import type { Row } from '../db/tables.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import { loadById } from './relation/loaders.ts';

const ArticleVersion = builder.objectRef<Row<'article_version'>>('ArticleVersion').implement({
  description: 'The text of an article as it stood for a while.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Counted from 1.' }),
    headline: t.exposeString('headline', { description: 'As it was in this version.' }),
    standfirst: t.exposeString('standfirst', {
      nullable: true,
      description: 'As it was; null where there was none.',
    }),
    body: t.string({
      nullable: true,
      description: 'As it was; null where it may not be shown.',
      resolve: async (row, _args, context) => {
        const article = await loadById(context, articles, row.article_id);
        return article?.body_status === 'withheld' ? null : row.body;
      },
    }),
    corrections: t.exposeStringList('corrections', {
      description: 'The corrections that this version states.',
    }),
    modifiedAt: t.expose('modified_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When the publisher says to have changed it; null where the source does not say.',
    }),
    ingestedAt: t.expose('ingested_at', { type: 'DateTime', description: 'When this version came in.' }),
  }),
});

builder.objectFields(Article, (t) => ({
  versions: t.relatedConnection(versionsOfArticle, {
    type: ArticleVersion,
    description: 'Its texts, the one served here first.',
  }),
}));
