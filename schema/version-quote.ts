import { quotesOfVersions, type VersionQuote } from '../db/article-version.ts';
import { quotes } from '../db/quote.ts';
import type { Row } from '../db/tables.ts';
import { ArticleVersion, versionKey } from './article-version.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Quote, QuoteKindEnum } from './quote.ts';
import { loadById, loadKeyed } from './relation/loaders.ts';

const VersionQuoteRef = builder.objectRef<VersionQuote>('VersionQuote').implement({
  description: 'A quotation that a version of an article brought or lost.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Its words without their marks, as they last stood.' }),
    kind: t.expose('kind', { type: QuoteKindEnum, description: 'How the article gave them.' }),
    quote: t.field({
      type: Quote,
      nullable: true,
      description: 'The quote itself; null where the article no longer has it.',
      resolve: ({ id }, _args, context) => loadById(context, quotes, id),
    }),
  }),
});

builder.objectFields(ArticleVersion, (t) => ({
  quotesAdded: t.field({
    type: [VersionQuoteRef],
    description:
      'What it quotes and the version before did not, in the order of the text; of the first version all. Words that changed in marks, blanks or case alone are the same quote.',
    resolve: (row, _args, context) => loadQuotes(context, row, 'added'),
  }),
  quotesGone: t.field({
    type: [VersionQuoteRef],
    description: 'What the version before quoted and this one no longer does.',
    resolve: (row, _args, context) => loadQuotes(context, row, 'gone'),
  }),
}));

async function loadQuotes(
  context: Context,
  { article_id, version }: Row<'article_version'>,
  change: VersionQuote['change'],
): Promise<VersionQuote[]> {
  const read = (keys: readonly string[]) => quotesOfVersions(context, keys.map(versionKey));
  const all = await loadKeyed(context, 'quotes of versions', read, JSON.stringify([article_id, version]));
  return all.filter((quote) => quote.change === change);
}
