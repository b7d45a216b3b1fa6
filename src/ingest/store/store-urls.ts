import type { Kysely } from 'kysely';
import { addArticleUrls, keyedUrls } from '../../../db/article-url.ts';
import type { KnownArticle } from '../../../db/article-write.ts';
import { holdLocks } from '../../../db/lock.ts';
import { appendChanges } from '../../../db/outbox.ts';
import type { Tables } from '../../../db/tables.ts';
import type { NewsDocument } from '../document.ts';
import type { Identity } from '../identity.ts';

/** Until the transaction ends, whoever stores an article with one of these addresses or this guid waits. */
export async function holdIdentity(db: Kysely<Tables>, { urlKey, others, guid }: Identity): Promise<void> {
  const keys = [urlKey, guid, ...others.map(({ key }) => key)];
  await holdLocks(
    db,
    'article',
    keys.filter((key) => key !== null),
  );
}

/** Keeps the addresses of a document with the article that it is of, which stays as it is. To be called within a transaction. */
export async function keepUrls(
  db: Kysely<Tables>,
  { id, url, visibility }: KnownArticle,
  document: NewsDocument,
  identity: Identity,
): Promise<void> {
  await holdIdentity(db, identity);
  const added = await addArticleUrls(db, id, url, [...keyedUrls([document.url]), ...identity.others]);
  if (added === 0) return;
  await appendChanges(db, [
    { noun: 'article', row_id: id, visibility_before: visibility, visibility_after: visibility },
  ]);
}
