import type { Kysely } from 'kysely';
import type { KnownArticle } from '../../../db/article-identity.ts';
import { addArticleUrls, keyedUrls } from '../../../db/article-url.ts';
import { holdLocks } from '../../../db/lock.ts';
import { appendChanges } from '../../../db/outbox.ts';
import type { Tables } from '../../../db/tables.ts';
import type { NewsDocument } from '../document.ts';
import type { Identity } from '../identity.ts';

/** Until the transaction ends, whoever stores an article with one of these addresses or guids waits. */
export async function holdIdentities(db: Kysely<Tables>, identities: readonly Identity[]): Promise<void> {
  await holdLocks(db, 'article', identities.flatMap(lockKeys));
}

/** Two articles that may be the same have one in common. */
export function lockKeys({ urlKey, others, guid }: Identity): string[] {
  return [urlKey, guid, ...others.map(({ key }) => key)].filter((key) => key !== null);
}

/** Keeps the addresses of a document with the article that it is of, which stays as it is. To be called within a transaction. */
export async function keepUrls(
  db: Kysely<Tables>,
  { id, url, visibility }: KnownArticle,
  document: NewsDocument,
  identity: Identity,
): Promise<void> {
  await holdIdentities(db, [identity]);
  const others = [...keyedUrls([document.url]), ...identity.others];
  const added = await addArticleUrls(db, [{ article_id: id, own: url, others, again: true }]);
  if (added === 0) return;
  await appendChanges(db, [
    { noun: 'article', row_id: id, visibility_before: visibility, visibility_after: visibility },
  ]);
}
