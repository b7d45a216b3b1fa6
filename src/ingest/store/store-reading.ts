import type { Kysely } from 'kysely';
import { setAffiliationStatements } from '../../../db/affiliation.ts';
import { type NewSubject, setSubjects } from '../../../db/article-subject.ts';
import { setArticleActors } from '../../../db/article-write.ts';
import { setBylines } from '../../../db/byline.ts';
import { type NewLinkDecision, setLinkDecisions } from '../../../db/link-decision.ts';
import { setMentions } from '../../../db/mention.ts';
import type { SupportChange } from '../../../db/outbox.ts';
import { type SetQuotes, setQuotes } from '../../../db/quote-write.ts';
import type { OfArticle, StoredVersion } from '../../../db/stored-version.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import type { NewsDocument } from '../document.ts';
import { supportChanges } from './store-changes.ts';
import {
  type LinkEvents,
  type OfStored,
  storeEvents,
  tellingArticles,
  type WithEvents,
} from './store-events.ts';
import { actorsToStore, affiliationsToStore, isActorKind, mentionsToStore } from './store-mentions.ts';
import { quotesToStore } from './store-quotes.ts';
import { utterancesOf } from './store-utterances.ts';

/** What a text says, with whom it is linked to. */
export interface ReadingToStore extends Omit<OfStored, 'article'> {
  readonly document: NewsDocument;
  readonly publisherId: Id | null;
  /** In the order of `document.bylines`; null where nobody is linked. */
  readonly bylineIds: readonly (Id | null)[];
  /** In the order of `document.subjects`. */
  readonly subjectIds: readonly (Id | null)[];
  /** Actors that were made for it. */
  readonly created: readonly Id[];
  readonly decisions: readonly NewLinkDecision[];
}

type Read = ReadingToStore & { readonly article: StoredVersion };

export interface StoredReading {
  readonly quotes: SetQuotes;
  readonly supports: readonly SupportChange[];
}

/** Who links, as decisions say it, and how events are linked while they are stored. */
export interface Linker {
  readonly name: string;
  readonly linkEvents: LinkEvents;
}

/** Whom and what the readings of articles' texts name, and what these say, in place of what former readings did. */
export async function storeReadings(
  db: Kysely<Tables>,
  linker: Linker,
  readings: readonly Read[],
): Promise<StoredReading[]> {
  const articles = readings.map(({ article }) => article);
  const actors = readings.map(actorRows);
  const telling = await tellingArticles(db, readings, actors);
  await setBylines(db, articles, rowsOf(readings, bylineRows));
  await setSubjects(db, articles, rowsOf(readings, subjectRows));
  // Counters are touched in the order in which a withdrawal's cascades touch them: the two then wait, and do not deadlock.
  const ofActors = await setArticleActors(
    db,
    articles,
    rowsOf(readings, (_, i) => actors[i]!),
  );
  const told = await storeEvents(db, linker.linkEvents, readings, telling);
  await setMentions(
    db,
    articles,
    rowsOf(readings, (_, i) => told[i]!.mentions),
  );
  const quotes = await storeQuotes(db, articles, told);
  await setAffiliationStatements(
    db,
    articles,
    rowsOf(readings, ({ reading }) => affiliationsToStore(reading)),
  );
  await setLinkDecisions(
    db,
    articles,
    linker.name,
    rowsOf(readings, ({ decisions }) => decisions),
  );
  return readings.map(({ article, created }, i) => ({
    quotes: quotes[i]!,
    supports: [
      ...supportChanges('actor', article, ofActors[i]!, created),
      ...supportChanges('event', article, told[i]!.support, told[i]!.created),
    ],
  }));
}

function rowsOf<R>(readings: readonly Read[], rows: (read: Read, i: number) => readonly R[]): OfArticle<R>[] {
  return readings.flatMap((read, i) => rows(read, i).map((row) => ({ ...row, article_id: read.article.id })));
}

function actorRows({ document, reading, publisherId, bylineIds, subjectIds }: ReadingToStore) {
  const inHead = [
    { id: publisherId, kind: 'organization' as const },
    ...bylineIds.map((id) => ({ id, kind: 'person' as const })),
    ...document.subjects.flatMap(({ kind }, i) =>
      isActorKind(kind) ? [{ id: subjectIds[i] ?? null, kind }] : [],
    ),
  ];
  return actorsToStore(reading, mentionsToStore({ ...reading, eventIds: [] }), inHead);
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
  articles: readonly StoredVersion[],
  told: readonly WithEvents[],
): Promise<SetQuotes[]> {
  const quotes = told.map(({ reading }) => quotesToStore(reading));
  const utterances = await utterancesOf(
    db,
    quotes.map((ofArticle) => ofArticle.flatMap(({ said }) => said ?? [])),
  );
  const rows = quotes.flatMap((ofArticle, i) =>
    ofArticle.map(({ row, said }) => ({
      ...row,
      wording_id: (said && utterances.get(said.hash)?.wording_id) ?? null,
      article_id: articles[i]!.id,
    })),
  );
  return setQuotes(db, articles, rows);
}
