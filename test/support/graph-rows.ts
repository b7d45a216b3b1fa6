import type pg from 'pg';

/** Not of the graph: what was told of it, who decided, and keys that lead to rows which are left out. */
const ASIDE = new Set([
  'outbox',
  'outbox_state',
  'curation_decision',
  'utterance_key',
  'api_key',
  'ingest_run',
]);

/** Facts that nobody states stay out of sight; so do words that nobody prints, and whoever was never named. */
const STATED: Record<string, string> = {
  event_participant: 'exists (select from event_participant_statement as s where s.participant_id = t.id)',
  affiliation: 'exists (select from affiliation_statement as s where s.affiliation_id = t.id)',
  wording: 'exists (select from quote as q where q.wording_id = t.id)',
  utterance: 'exists (select from quote as q where q.utterance_id = t.id)',
  actor:
    't.merged_into is null or exists (select from curation_decision as d where d.undone_at is null and t.id = any(d.other_ids))',
};

/** Every row of the graph to the letter, by table: two are equal where nothing differs, ids and counters among it. */
export async function graphRows(pool: pg.Pool): Promise<Record<string, readonly string[]>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'`,
  );
  const graph: Record<string, readonly string[]> = {};
  for (const { name } of tables.filter((table) => !ASIDE.has(table.name))) {
    const { rows } = await pool.query<{ row: string }>(
      `select cast(to_jsonb(t) as text) as row from ${name} as t where ${STATED[name] ?? 'true'} order by 1`,
    );
    graph[name] = rows.map(({ row }) => row);
  }
  return graph;
}
