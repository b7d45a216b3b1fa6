import type { Command } from 'commander';
import type { Kysely } from 'kysely';
import {
  articlesWithoutMarks,
  heldArticle,
  quotesOfWording,
  replaceWording,
  wordingsWithoutKeys,
} from '../../db/backfill.ts';
import { holdLinks } from '../../db/curation.ts';
import { appendChanges } from '../../db/outbox.ts';
import type { Id, Tables } from '../../db/tables.ts';
import { inTransaction } from '../../db/transaction.ts';
import { saidBy } from './alike/said.ts';
import { reprintChanges } from './store/store-changes.ts';
import { storeReprints } from './store/store-reprints.ts';
import { utterancesOf } from './store/store-utterances.ts';

const AT_ONCE = 500;

export interface Backfilled {
  readonly articles: number;
  readonly wordings: number;
}

/**
 * Finds among what older releases stored the reprints and utterances that this one finds as it stores. A transaction for each
 * article and wording: it may be stopped, run again and run beside a server.
 */
export async function backfill(db: Kysely<Tables>): Promise<Backfilled> {
  const articles = await forEach(
    (after) => articlesWithoutMarks(db, after, AT_ONCE),
    (id) => inTransaction(db, (trx) => findReprints(trx, id)),
  );
  const wordings = await forEach(
    (after) => wordingsWithoutKeys(db, after, AT_ONCE),
    (id) => inTransaction(db, (trx) => findUtterance(trx, id)),
  );
  return { articles, wordings };
}

async function forEach(next: (after: Id) => Promise<Id[]>, act: (id: Id) => Promise<void>): Promise<number> {
  let count = 0;
  for (let ids = await next('0'); ids.length > 0; ids = await next(ids.at(-1)!)) {
    for (const id of ids) await act(id);
    count += ids.length;
  }
  return count;
}

async function findReprints(db: Kysely<Tables>, id: Id): Promise<void> {
  const held = await heldArticle(db, id);
  if (!held) return;
  const { article } = held;
  const reprints = await storeReprints(db, [held]);
  if (reprints.length > 0)
    await appendChanges(db, reprintChanges(article.visibility, [article, ...reprints]));
}

async function findUtterance(db: Kysely<Tables>, wordingId: Id): Promise<void> {
  await holdLinks(db);
  const quotes = (await quotesOfWording(db, wordingId)).map(({ id, text, speaker_id, visibility }) => ({
    id,
    visibility,
    said: speaker_id === null ? null : saidBy(speaker_id, text),
  }));
  const utterances = await utterancesOf(db, [quotes.flatMap(({ said }) => said ?? [])]);
  await replaceWording(
    db,
    wordingId,
    quotes.map(({ id, said }) => ({
      id,
      utterance_id: null,
      wording_id: null,
      ...(said && utterances.get(said.hash)),
    })),
  );
  await appendChanges(
    db,
    quotes.map(({ id, visibility }) => ({
      noun: 'quote',
      row_id: id,
      visibility_before: visibility,
      visibility_after: visibility,
    })),
  );
}

export function addBackfillCommand(
  program: Command,
  withDatabase: (use: (db: Kysely<Tables>) => Promise<void>) => Promise<void>,
): void {
  program
    .command('backfill')
    .description('find reprints and utterances among what an older release stored; may be run again')
    .action(() =>
      withDatabase(async (db) => {
        const { articles, wordings } = await backfill(db);
        process.stdout.write(`Read again: ${articles} articles, ${wordings} wordings.\n`);
      }),
    );
}
