import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import type { Id, Tables } from './tables.ts';

export interface QuoteToSettle {
  readonly id: Id;
  readonly text: string;
  readonly speaker_id: Id;
}

/** Those whose first speaker is known, and not the one of their utterance. Indirect words are the outlet's own. */
export async function quotesToSettle(db: Kysely<Tables>, ids: readonly Id[]): Promise<QuoteToSettle[]> {
  const { rows } = await sql<QuoteToSettle>`
    select q.id, q.text, p.actor_id as speaker_id
    from quote as q join quote_party as p on p.quote_id = q.id and p.role = 'speaker' and p.position = 1
    left join utterance as u on u.id = q.utterance_id
    where q.id = any(cast(${ids} as int8[])) and q.kind <> 'indirect' and p.actor_id is not null
      and u.speaker_id is distinct from p.actor_id
    order by q.id`.execute(db);
  return rows;
}

export interface SettledQuote {
  readonly id: Id;
  readonly utterance_id: Id | null;
  readonly wording_id: Id | null;
}

export async function setUtterances(db: Kysely<Tables>, quotes: readonly SettledQuote[]): Promise<void> {
  if (quotes.length === 0) return;
  await sql`
    update quote as q set utterance_id = r.utterance_id, wording_id = r.wording_id
    from ${recordset(quotes, 'id int8, utterance_id int8, wording_id int8')} where q.id = r.id`.execute(db);
}
