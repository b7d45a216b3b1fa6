import { articleOfReprint, earlierPrintingsOfArticle, reprintsOfArticle } from '../db/reprint.ts';
import type { Row } from '../db/tables.ts';
import { Article, ArticleOrder } from './article.ts';
import { builder } from './builder.ts';
import { loadFirst } from './relation/loaders.ts';

const SHARE = 'from 0 to 1: the words that stand in both in the same order, five in a row at least';

const Reprint = builder.objectRef<Row<'reprint'>>('Reprint').implement({
  description:
    'An article that prints the same story as another one: wire copy, whole, cut or lightly edited. Headlines, datelines and tags of agencies don’t count.',
  fields: (t) => ({
    article: t.related(articleOfReprint, {
      type: Article,
      nullable: false,
      description: 'The article that prints it, too.',
    }),
    earlier: t.exposeBoolean('earlier', {
      description: 'Whether it was printed before the article whose reprint it is.',
    }),
    shareReprinted: t.exposeFloat('share_reprinted', {
      description: `How much of the text of the article whose reprint it is stands in this one, ${SHARE}.`,
    }),
    shareTaken: t.exposeFloat('share_taken', {
      description: `How much of the text of this one stands in the article whose reprint it is, ${SHARE}.`,
    }),
  }),
});

builder.objectFields(Article, (t) => ({
  reprints: t.relatedConnection(reprintsOfArticle, {
    type: Reprint,
    order: ArticleOrder,
    description:
      'The other articles that print the same story, the first printing first. Of a story printed more than fifty times, each lists fifty others at least.',
  }),
  firstPrinting: t.field({
    type: Article,
    nullable: true,
    description:
      'The article that printed the same story first; null where this one did, or no other one prints it.',
    select: { with: [{ relation: earlierPrintingsOfArticle, first: 1, selected: true }] },
    resolve: async (article, _args, context) => {
      const [first] = await loadFirst(context, earlierPrintingsOfArticle, article, 1);
      return first ?? null;
    },
  }),
}));
