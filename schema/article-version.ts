import { articles, versionsOfArticle } from '../db/article.ts';
import { type VersionKey, versionsByNumbers } from '../db/article-version.ts';
import type { Row } from '../db/tables.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { loadById, loadKeyed } from './relation/loaders.ts';

export const ArticleVersion = builder.objectRef<Row<'article_version'>>('ArticleVersion').implement({
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
      cost: { weight: 2 },
      description: 'As it was; null where it may not be shown.',
      resolve: async (row, _args, context) => {
        const article = await loadById(context, articles, row.article_id);
        return article?.body_status === 'withheld' ? null : row.body;
      },
    }),
    corrections: t.exposeStringList('corrections', {
      description: 'The corrections that this version states, in the order of the source.',
    }),
    correctionsAdded: t.stringList({
      cost: { weight: 1 },
      description: 'Those of them that the version before did not state.',
      resolve: async (row, _args, context) => {
        const former = await loadVersion(context, row.article_id, row.version - 1);
        return row.corrections.filter((correction) => !former?.corrections.includes(correction));
      },
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

/** Versions by article and number, those of a request in one statement; null where there is none to be seen. */
export function loadVersion(
  context: Context,
  articleId: string,
  version: number,
): Promise<Row<'article_version'> | null> {
  const read = (keys: readonly string[]) => versionsByNumbers(context, keys.map(versionKey));
  return loadKeyed(context, 'versions by their numbers', read, JSON.stringify([articleId, version]));
}

export function versionKey(key: string): VersionKey {
  const [article_id, version] = JSON.parse(key) as [string, number];
  return { article_id, version };
}
