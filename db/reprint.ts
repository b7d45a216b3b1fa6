import { articles } from './article.ts';
import { by, byVia, source, toMany, toOne } from './relation.ts';

const reprints = source('reprint', ['other_id', 'earlier', 'share_reprinted', 'share_taken'], {
  guarded: true,
});

export const reprintsOfArticle = toMany<'article'>()('reprintsOfArticle', reprints, {
  key: 'article_id',
  orders: {
    OLDEST: by(['listed_at', 'timestamptz', 'asc'], ['other_id', 'int8', 'asc']),
    NEWEST: by(['listed_at', 'timestamptz', 'desc'], ['other_id', 'int8', 'desc']),
  },
});
export const articleOfReprint = toOne<'reprint'>()('articleOfReprint', articles, 'other_id');

/** The oldest first. */
export const earlierPrintingsOfArticle = toMany<'article'>()('earlierPrintingsOfArticle', articles, {
  via: { table: 'reprint', guarded: true, target: 'other_id' },
  key: 'article_id',
  where: [{ of: 'via', column: 'earlier', is: '=', value: true }],
  orders: { OLDEST: byVia(['listed_at', 'timestamptz', 'asc'], ['other_id', 'int8', 'asc']) },
});
