import { articlesByIds, articlesByUrls } from '../db/article-lookup.ts';
import type { Id } from '../db/tables.ts';
import { Article } from './article.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { clientError } from './errors.ts';
import { rowId } from './ids.ts';
import { ArticleRefused } from './ingest.ts';

type Refusal = typeof ArticleRefused.$inferType;

interface Curated {
  readonly kind: 'curated';
  readonly articleId: Id;
  readonly changed: boolean;
}
export type CurationOutcome = Curated | Refusal;

const ArticleCurated = builder.objectRef<Curated>('ArticleCurated').implement({
  description: 'What an editor asked for holds of the article.',
  fields: (t) => ({
    changed: t.exposeBoolean('changed', {
      description: 'False where it held already: nothing was written then.',
    }),
    article: t.field({
      type: Article,
      nullable: true,
      description: 'The article as it now is; null where it is not to be seen.',
      resolve: async ({ articleId }, _args, context) =>
        (await articlesByIds(context, [articleId]))[0] ?? null,
    }),
  }),
});

export const CurateArticleResult = builder.unionType('CurateArticleResult', {
  description: 'The article, or why what was asked was not done.',
  types: [ArticleCurated, ArticleRefused],
  resolveType: (outcome) => (outcome.kind === 'refused' ? 'ArticleRefused' : 'ArticleCurated'),
});

interface NamedArticle {
  readonly id?: string | null | undefined;
  readonly url?: string | null | undefined;
}

/** Does something with the article that is named, embargoed and withdrawn ones among them. */
export async function curate(
  context: Context,
  { id, url }: NamedArticle,
  act: (articleId: Id) => Promise<boolean>,
): Promise<CurationOutcome> {
  if (Boolean(id) === Boolean(url))
    throw clientError('BAD_INPUT', `Wanted either id or url; got ${id ? 'both' : 'neither'}.`);
  const [article] = id
    ? await articlesByIds(context, [rowId(id, 'Article')])
    : await articlesByUrls(context, [url ?? '']);
  if (!article) {
    const message = `wanted the id or url of an article that is here, got ${id ?? url}`;
    return { kind: 'refused', reason: 'UNKNOWN_ARTICLE', message };
  }
  return { kind: 'curated', articleId: article.id, changed: await act(article.id) };
}
