import { type Kysely, sql } from 'kysely';
import type { Id, Tables } from './tables.ts';

/** The utterances with these hashes (hex), made where they are new. */
export async function utterancesByHashes(
  db: Kysely<Tables>,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Id>> {
  if (hashes.length === 0) return new Map();
  // In one order, so that two transactions that make the same ones cannot wait for each other.
  const wanted = [...new Set(hashes)].sort();
  await sql`
    insert into utterance (text_hash) select decode(hash, 'hex') from unnest(cast(${wanted} as text[])) as w (hash)
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ id: Id; hash: string }>`
    select id, encode(text_hash, 'hex') as hash from utterance
    where text_hash = any(select decode(hash, 'hex') from unnest(cast(${wanted} as text[])) as w (hash))`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.hash, row.id]));
}
