import type { Kysely } from 'kysely';
import { setAssociations } from '../../../db/article-association.ts';
import { addArticleVersions } from '../../../db/article-version.ts';
import { setImages } from '../../../db/image.ts';
import { appendChanges } from '../../../db/outbox.ts';
import type { StoredVersion } from '../../../db/stored-version.ts';
import type { Tables } from '../../../db/tables.ts';
import { changesOf } from './store-changes.ts';
import { storeHeads, type ToStore } from './store-head.ts';
import { type Linker, storeReadings } from './store-reading.ts';
import { storeReprints } from './store-reprints.ts';

/**
 * Writes new articles, or the next version of one, and says so in the outbox; in their order, as if one by one. To be called within a
 * transaction.
 */
export async function storeArticles(
  db: Kysely<Tables>,
  linker: Linker,
  whats: readonly ToStore[],
): Promise<StoredVersion[]> {
  const stored = await storeHeads(db, whats);
  const articles = stored.map(({ article }) => article);
  await addArticleVersions(
    db,
    stored.map(({ article, now }) => ({ article_id: article.id, ingested_at: now })),
  );
  // Other articles are locked before counters, as a withdrawal does.
  const reprints = await storeReprints(
    db,
    stored.map(({ article, document }) => ({ article, body: document.body })),
  );
  const images = stored.flatMap(({ article: { id }, document }) =>
    document.images.map((image) => ({ ...image, article_id: id })),
  );
  await setImages(
    db,
    articles,
    images.filter(({ caption, credit, url }) => caption ?? credit ?? url),
  );
  await setAssociations(
    db,
    articles,
    stored.flatMap(({ article: { id }, document }) =>
      document.associations.map((association) => ({ ...association, article_id: id })),
    ),
  );
  const readings = await storeReadings(db, linker, stored);
  await appendChanges(
    db,
    stored.flatMap(({ article, formerText }, i) =>
      changesOf(article, readings[i]!.quotes, formerText, reprints),
    ),
    readings.flatMap(({ supports }) => supports),
  );
  return articles;
}
