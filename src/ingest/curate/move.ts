import type { Kysely } from 'kysely';
import { countMentions, type Moved, moveRows } from '../../../db/actor-move.ts';
import type { Move } from '../../../db/move.ts';
import { quotesToSettle, setUtterances } from '../../../db/quote-settle.ts';
import type { Id, Tables } from '../../../db/tables.ts';
import { saidBy } from '../alike/said.ts';
import { utterancesOf } from '../store/store-utterances.ts';

/** So many quotes at a time look for their utterances. */
const AT_ONCE = 500;

/** Moves rows between actors, with what follows from them: how often articles name the two, and what utterances their quotes print. */
export async function moveActor(db: Kysely<Tables>, move: Move): Promise<Moved> {
  const moved = await moveRows(db, move);
  await countMentions(db, [move.from, move.to], moved.articles);
  await settleQuotes(db, moved.quotes);
  return moved;
}

/**
 * Quotes print utterances of whoever speaks now. Words that the speaker was quoted with before find the utterance that they were; no known
 * utterance becomes part of another, so that an undone decision leaves all as it was.
 */
async function settleQuotes(db: Kysely<Tables>, ids: readonly Id[]): Promise<void> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const quotes = (await quotesToSettle(db, ids.slice(at, at + AT_ONCE))).map(
      ({ id, text, speaker_id }) => ({
        id,
        said: saidBy(speaker_id, text),
      }),
    );
    const said = quotes.flatMap((quote) => quote.said ?? []);
    const utterances = await utterancesOf(db, [said], { keptApart: true });
    await setUtterances(
      db,
      quotes.map((quote) => ({
        id: quote.id,
        utterance_id: null,
        wording_id: null,
        ...(quote.said && utterances.get(quote.said.hash)),
      })),
    );
  }
}
