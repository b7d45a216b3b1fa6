import { articles } from '../db/article.ts';
import { passingIds } from '../db/batch.ts';
import { quotes } from '../db/quote.ts';
import type { Reader } from '../db/reader.ts';
import type { Filter, Source } from '../db/relation.ts';
import { articleListFilter } from './article.ts';
import { builder } from './builder.ts';
import { ArticleChange, changePosition, QuoteChange } from './change.ts';
import type { Context } from './context.ts';
import type { LiveAsked, LiveChange } from './live.ts';
import { quoteListFilter } from './quote.ts';

builder.subscriptionType({
  authScopes: { read: true },
  description:
    'What can be heard as it comes, as server-sent events. Each event has a cursor, in extensions.cursor too: subscribe again after it when the connection was lost.',
});

interface Arguments<Input> {
  readonly filter?: Input | null | undefined;
  readonly after?: string | null | undefined;
}

const AFTER =
  'What came after this cursor is told first; only what comes from now on where it is not given. A cursor of an event, of changes, or its latestCursor. CURSOR_EXPIRED where what follows it is no longer kept.';

builder.subscriptionFields((t) => ({
  articleChanged: t.field({
    type: ArticleChange,
    cost: { weight: 10 },
    description:
      'Articles that came, changed or were withdrawn. Withdrawn ones are told whatever the filter. One that a change takes out of the filter is not told.',
    args: {
      filter: t.arg({
        type: articleListFilter.type,
        description: 'The articles to hear of; all without it.',
      }),
      after: t.arg.string({ description: AFTER }),
    },
    subscribe: (_root, args, context) =>
      listen(context, articles, articleListFilter.where, args as Arguments<object>, {
        type: 'article',
        kinds: ['created', 'changed', 'withdrawn'],
      }),
    resolve: (change) => change,
  }),
  quoteAdded: t.field({
    type: QuoteChange,
    cost: { weight: 10 },
    description:
      'Quotes that can be seen now and could not before: new ones, and those whose article is public now or is back.',
    args: {
      filter: t.arg({ type: quoteListFilter.type, description: 'The quotes to hear of; all without it.' }),
      after: t.arg.string({ description: AFTER }),
    },
    subscribe: (_root, args, context) =>
      listen(context, quotes, quoteListFilter.where, args as Arguments<object>, {
        type: 'quote',
        kinds: ['created'],
      }),
    resolve: (change) => change,
  }),
}));

/** The filter is made anew each time that it is asked: how words are read changes with the languages of the texts. */
async function listen<Input extends object>(
  context: Context,
  source: Source,
  where: (reader: Reader, input: Input) => Promise<Filter | null>,
  { filter, after }: Arguments<Input>,
  what: Pick<LiveAsked, 'type' | 'kinds'>,
): Promise<AsyncIterableIterator<LiveChange>> {
  const asksAnything = filter ? await where(context, filter) : null;
  return context.live({
    ...what,
    after: changePosition(after),
    key: JSON.stringify([what.type, asksAnything && filter]),
    passing:
      filter && asksAnything
        ? async (reader, ids) => passingIds(reader, source, ids, (await where(reader, filter)) as Filter)
        : null,
  });
}
