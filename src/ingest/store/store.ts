import type { Kysely } from 'kysely';
import { setAffiliationStatements } from '../../../db/affiliation.ts';
import { setAssociations } from '../../../db/article-association.ts';
import { type NewSubject, setSubjects } from '../../../db/article-subject.ts';
import { addArticleUrls, keyedUrls } from '../../../db/article-url.ts';
import { addArticleVersion } from '../../../db/article-version.ts';
import {
  type ArticleContent,
  type ArticleHeader,
  addArticle,
  type StoredHead,
  type StoredVersion,
  setArticle,
  setArticleActors,
} from '../../../db/article-write.ts';
import { setBylines } from '../../../db/byline.ts';
import { setEmbargo } from '../../../db/embargo.ts';
import { settleEvents } from '../../../db/event-facts.ts';
import { setArticleEvents, setParticipants, type ToldEvent } from '../../../db/event-write.ts';
import { setImages } from '../../../db/image.ts';
import { type NewLinkDecision, setLinkDecisions } from '../../../db/link-decision.ts';
import { setMentions } from '../../../db/mention.ts';
import { appendChanges, type SupportChange } from '../../../db/outbox.ts';
import { type SetQuotes, setQuotes } from '../../../db/quote-write.ts';
import { awaitedRetraction, setRetracted } from '../../../db/retraction.ts';
import type { Id, Moment, Tables, Visibility } from '../../../db/tables.ts';
import type { NewsDocument } from '../document.ts';
import { type Identity, keysOf } from '../identity.ts';
import { changesOf, supportChanges } from './store-changes.ts';
import {
  actorsToStore,
  affiliationsToStore,
  eventsToStore,
  isActorKind,
  mentionsToStore,
  participantsToStore,
} from './store-mentions.ts';
import { quotesToStore } from './store-quotes.ts';
import { storeReprints } from './store-reprints.ts';
import type { LinkedReading } from './store-spans.ts';
import { utterancesOf } from './store-utterances.ts';

/** What a text says, with whom it is linked to. */
export interface ReadingToStore {
  readonly document: NewsDocument;
  readonly reading: LinkedReading;
  readonly publisherId: Id | null;
  /** In the order of `document.bylines`; null where nobody is linked. */
  readonly bylineIds: readonly (Id | null)[];
  /** In the order of `document.subjects`. */
  readonly subjectIds: readonly (Id | null)[];
  readonly created: { readonly actors: readonly Id[]; readonly events: readonly Id[] };
  readonly toldEvents: readonly ToldEvent[];
  readonly decisions: readonly NewLinkDecision[];
  /** Whose decisions of the former version these replace. */
  readonly decidedBy: string;
}

export interface ToStore extends ReadingToStore {
  readonly identity: Identity;
  /** What it is shown with. */
  readonly url: string | null;
  readonly contentHash: Buffer;
  readonly extractor: string;
  readonly listedAt: Moment;
  readonly now: Moment;
}

/** Writes a new article, or the next version of `former`, and says so in the outbox. To be called within a transaction. */
export async function storeArticle(
  db: Kysely<Tables>,
  former: ArticleHeader | null,
  what: ToStore,
): Promise<StoredVersion> {
  const { article, formerText } = await storeHead(db, former, what);
  const { document } = what;
  await addArticleVersion(db, article.id, what.now);
  // Other articles are locked before counters, as a withdrawal does.
  const reprints = await storeReprints(db, article, document.body);
  await setImages(
    db,
    article,
    document.images.filter(({ caption, credit, url }) => caption ?? credit ?? url),
  );
  await setAssociations(db, article, document.associations);
  const { quotes, supports } = await storeReading(db, article, what);
  await appendChanges(db, changesOf(article, quotes, formerText, reprints), supports);
  return article;
}

/** Whom and what the reading of an article's text names, and what these say, in place of what a former reading did. */
export async function storeReading(
  db: Kysely<Tables>,
  article: StoredVersion,
  what: ReadingToStore,
): Promise<{ readonly quotes: SetQuotes; readonly supports: SupportChange[] }> {
  const { document, reading } = what;
  await setBylines(db, article, bylineRows(what));
  await setSubjects(db, article, subjectRows(what));
  const mentions = mentionsToStore(reading);
  const inHead = [
    { id: what.publisherId, kind: 'organization' as const },
    ...what.bylineIds.map((id) => ({ id, kind: 'person' as const })),
    ...document.subjects.flatMap(({ kind }, i) =>
      isActorKind(kind) ? [{ id: what.subjectIds[i] ?? null, kind }] : [],
    ),
  ];
  const actors = actorsToStore(reading, mentions, inHead);
  const events = eventsToStore(what.toldEvents, mentions);
  // Counters are touched in the order in which a withdrawal's cascades touch them: the two then wait, and do not deadlock.
  const ofActors = await setArticleActors(db, article, actors);
  const ofEvents = await setArticleEvents(db, article, events);
  if (article.visibility > 0) await settleEvents(db, ofEvents);
  await setParticipants(db, article, participantsToStore(reading));
  await setMentions(db, article, mentions);
  const quotes = await storeQuotes(db, article, reading);
  await setAffiliationStatements(db, article, affiliationsToStore(reading));
  await setLinkDecisions(db, article, what.decidedBy, what.decisions);
  const supports = [
    ...supportChanges('actor', article, ofActors, what.created.actors),
    ...supportChanges('event', article, ofEvents, what.created.events),
  ];
  return { quotes, supports };
}

async function storeHead(
  db: Kysely<Tables>,
  former: ArticleHeader | null,
  what: ToStore,
): Promise<{ article: StoredVersion; formerText: Visibility | null }> {
  const { document, now } = what;
  const content = articleContent(former, what);
  const lifted = former !== null && (await setEmbargo(db, former.id, document.embargoedUntil, now));
  const stored = former ? await setArticle(db, former.id, content) : await addNewArticle(db, content, what);
  const own = keyedUrls([document.url]);
  await addArticleUrls(db, stored.id, what.url, [...own, ...what.identity.others]);
  return {
    article: { ...stored, extractor: what.extractor, again: former !== null },
    formerText: lifted && former.text_visibility === 1 ? 2 : (former?.text_visibility ?? null),
  };
}

/** Withdrawn where its source took it back before it came. */
async function addNewArticle(
  db: Kysely<Tables>,
  content: ArticleContent,
  { document, identity, now }: ToStore,
): Promise<StoredHead> {
  const retraction = await awaitedRetraction(db, keysOf(identity));
  const stored = await addArticle(db, {
    ...content,
    visible_from: document.embargoedUntil ?? now,
    ingested_at: now,
    withdrawn_notice: retraction?.notice ?? null,
  });
  if (retraction) await setRetracted(db, retraction.id, stored.id);
  return stored;
}

/** An address or guid that the article had stays where the document gives none. */
function articleContent(former: ArticleHeader | null, what: ToStore): ArticleContent {
  const { document, identity } = what;
  return {
    url: what.url,
    guid: former?.guid ?? identity.guid,
    publisher_id: what.publisherId,
    headline: document.headline,
    standfirst: document.standfirst,
    body: document.body === '' ? null : document.body,
    source_body_status: document.bodyStatus,
    section: document.section,
    language: document.language,
    dateline: document.dateline,
    published_at: document.publishedAt,
    published_zone_assumed: document.publishedZoneAssumed,
    modified_at: document.modifiedAt,
    corrections: [...document.corrections],
    usage_terms: document.usageTerms,
    copyright_holder: document.copyrightHolder,
    copyright_notice: document.copyrightNotice,
    live_blog: document.liveBlog,
    field_sources: document.fieldSources,
    content_hash: what.contentHash,
    extractor: what.extractor,
    published_offset_minutes: document.publishedAt === null ? null : offsetMinutes(document.publishedAt),
    listed_at: what.listedAt,
  };
}

/** Of an RFC 3339 moment, east of Greenwich. */
function offsetMinutes(moment: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(moment) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}

/** Nobody twice in one role. */
function bylineRows({ document, bylineIds }: ReadingToStore) {
  const rows = document.bylines.map(({ name, role }, i) => ({ name, role, actor_id: bylineIds[i] ?? null }));
  const printed = rows.filter((row) => row.name !== '');
  return [...new Map(printed.map((row) => [`${row.role} ${row.actor_id ?? row.name}`, row])).values()];
}

function subjectRows({ document, subjectIds }: ReadingToStore): NewSubject[] {
  return document.subjects.map((subject, i) => ({ ...subject, actor_id: subjectIds[i] ?? null }));
}

async function storeQuotes(
  db: Kysely<Tables>,
  article: StoredVersion,
  reading: LinkedReading,
): Promise<SetQuotes> {
  const quotes = quotesToStore(reading);
  const utterances = await utterancesOf(
    db,
    quotes.flatMap(({ said }) => said ?? []),
  );
  return setQuotes(
    db,
    article,
    quotes.map(({ row, said }) => {
      const { utterance_id = null, wording_id = null } = (said && utterances.get(said.hash)) ?? {};
      return { ...row, utterance_id, wording_id };
    }),
  );
}
