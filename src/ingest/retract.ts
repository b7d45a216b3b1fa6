import type { Kysely } from 'kysely';
import { type ArticleHeader, articleByGuidAlone, articlesByIdentity } from '../../db/article-identity.ts';
import { awaitRetracted } from '../../db/retraction.ts';
import type { Tables } from '../../db/tables.ts';
import { inTransaction } from '../../db/transaction.ts';
import { urlKey } from '../../db/url.ts';
import { setWithdrawn } from '../../db/withdraw.ts';
import { type Refusal, type Retraction, refused } from './document.ts';
import type { Stored } from './link-and-store.ts';
import { holdIdentities } from './store/store-urls.ts';

const NO_NOTICE = 'Retracted by its source.';

/**
 * Leaves a tombstone where the source takes an article back. One that is not here is refused, and withdrawn should it come
 * later: sources send the retraction of an article to those who never had it.
 */
export async function ingestRetraction(
  db: Kysely<Tables>,
  retraction: Retraction,
): Promise<Stored | Refusal> {
  const { url, guid, publisher } = retraction;
  const notice = retraction.notice?.replaceAll('\0', '').toWellFormed().trim() || NO_NOTICE;
  const identity = { urlKey: keyOf(url), guid: guid?.slice(0, LONGEST_CHARS) ?? null, publisher };
  const article = await articleOrAwaited(db, identity, notice);
  if (article === null) {
    const named = url ?? guid ?? 'without url and guid';
    return refused('UNKNOWN_ARTICLE', `wanted the url or guid of an article that is here, got ${named}`);
  }
  const { id: articleId, version } = article;
  const withdrawn = await setWithdrawn(db, articleId, notice);
  return { kind: withdrawn ? 'retracted' : 'unchanged', articleId, version };
}

/** No index holds a longer address or guid, so that no article has one. */
const LONGEST_CHARS = 2_000;

function keyOf(url: string | null): string | null {
  return url !== null && url.length <= LONGEST_CHARS ? urlKey(url) : null;
}

/** Behind the lock under which the article would be stored, so that it can't come in between. */
async function articleOrAwaited(
  db: Kysely<Tables>,
  identity: {
    readonly urlKey: string | null;
    readonly guid: string | null;
    readonly publisher: string | null;
  },
  notice: string,
): Promise<Pick<ArticleHeader, 'id' | 'version'> | null> {
  return inTransaction(db, async (trx) => {
    await holdIdentities(trx, [{ ...identity, others: [] }]);
    const { guid, publisher } = identity;
    const [known = null] = await articlesByIdentity(trx, [{ ...identity, otherKeys: [] }]);
    const article =
      known ??
      (guid !== null && publisher === null && isUri(guid) ? await articleByGuidAlone(trx, guid) : null);
    if (article === null) await awaitRetracted(trx, identity, notice);
    return article;
  });
}

/** Nobody else's, whoever publishes it: agencies take items back by such a guid and nothing else. */
function isUri(guid: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\S/i.test(guid);
}
