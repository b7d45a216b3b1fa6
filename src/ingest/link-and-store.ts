import type { Kysely } from 'kysely';
import { type ArticleHeader, articleByGuid, articleByIdentity } from '../../db/article-write.ts';
import { holdLocks } from '../../db/lock.ts';
import type { Id, Tables } from '../../db/tables.ts';
import type { NewsDocument } from './document.ts';
import type { Identity } from './identity.ts';
import { linkActors } from './link/link-actors.ts';
import { linkEvents } from './link/link-events.ts';
import type { Extractor, Reading } from './reading.ts';
import { storeArticle } from './store/store.ts';

export interface Stored {
  readonly kind: 'stored' | 'unchanged' | 'retracted';
  readonly articleId: Id;
  readonly version: number;
}

/** A document that was read, before it is known whom it speaks of. */
export interface Work {
  readonly document: NewsDocument;
  readonly identity: Identity;
  readonly hash: Buffer;
  readonly reading: Reading;
  readonly extractor: Extractor;
  readonly now: string;
}

/** To be called within a transaction. The same article waits for itself, so that it is stored once. */
export async function linkAndStore(db: Kysely<Tables>, work: Work): Promise<Stored> {
  const { document, identity, reading, extractor, now } = work;
  await holdLocks(
    db,
    'article',
    [identity.url, identity.guid].filter((key) => key !== null),
  );
  const known = await articleByIdentity(db, identity);
  if (known?.content_hash.equals(work.hash)) return unchanged(known);
  const linked = await linkActors(db, [...reading.actors, ...namedInHead(document)]);
  const actorIds = linked.ids.slice(0, reading.actors.length);
  const [publisherId = null, ...bylineIds] = linked.ids.slice(reading.actors.length);
  const former = known ?? (identity.guid ? await articleByGuid(db, identity.guid, publisherId) : null);
  if (former?.content_hash.equals(work.hash)) return unchanged(former);
  const listedAt = document.publishedAt ?? former?.listed_at ?? now;
  const { language } = document;
  const events = await linkEvents(db, {
    ...reading,
    actorIds,
    language,
    articleId: former?.id ?? null,
    day: listedAt.slice(0, 10),
  });
  const { id, version } = await storeArticle(db, former, {
    document,
    identity,
    contentHash: work.hash,
    reading: { ...reading, text: document.body, language, actorIds, eventIds: events.ids },
    publisherId,
    bylineIds,
    created: { actors: linked.created, events: events.created },
    toldEvents: events.told,
    decisions: linked.decisions,
    decidedBy: linked.decidedBy,
    extractor: `${extractor.name}-${extractor.version}`,
    listedAt,
    now,
  });
  return { kind: 'stored', articleId: id, version };
}

function unchanged({ id, version }: ArticleHeader): Stored {
  return { kind: 'unchanged', articleId: id, version };
}

/** The publisher, then the bylines in their order; photographers and a missing publisher under a name that links nobody. */
function namedInHead({ publisher, bylines }: NewsDocument) {
  const named = (kind: 'person' | 'organization', name: string) => ({
    kind,
    name,
    aliases: [],
  });
  return [
    named('organization', publisher ?? ''),
    ...bylines.map(({ name, role }) => named('person', role === 'photographer' ? '' : name)),
  ];
}
