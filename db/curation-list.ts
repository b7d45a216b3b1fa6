import { type Kysely, sql } from 'kysely';
import { filterOf, given, idParam, type Logical } from './filter.ts';
import { by, type List, source } from './relation.ts';
import type { Id, Row, Tables } from './tables.ts';

export const curationDecisions = source(
  'curation_decision',
  [
    'id',
    'kind',
    'actor_kind',
    'actor_id',
    'actor_name',
    'other_ids',
    'other_names',
    'article_ids',
    'reason',
    'decided_by',
    'decided_at',
    'undone_by',
    'undone_at',
  ],
  { guarded: false },
);

export const curationDecisionList: List<'curation_decision'> = {
  name: 'curationDecisions',
  source: curationDecisions,
  via: null,
  where: [],
  orders: { NEWEST: by(['id', 'int8', 'desc']) },
};

export interface CurationDecisionFields {
  /** About this actor, by its own id. */
  readonly actor?: Id | null | undefined;
  readonly inForce?: boolean | null | undefined;
}

export function curationDecisionFilter(filter: Logical<CurationDecisionFields> | null | undefined) {
  return filterOf(filter, ({ actor, inForce }) => [
    given(
      actor,
      (id) => sql`(target.actor_id = ${idParam(id)} or target.other_ids @> array[${idParam(id)}])`,
    ),
    given(inForce, (wanted) => sql`(target.undone_at is null) = ${sql.lit(wanted)}`),
  ]);
}

export type DecisionRow = Row<'curation_decision'>;

/** Newest first. */
export async function decisionPage(
  db: Kysely<Tables>,
  before: Id | null,
  limit: number,
): Promise<DecisionRow[]> {
  return db
    .selectFrom('curation_decision')
    .selectAll()
    .$if(before !== null, (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
