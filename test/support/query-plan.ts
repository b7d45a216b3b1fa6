import { sql } from 'kysely';
import type { TestDatabase } from './database.ts';

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Function Name'?: string;
  /** 0: it was not run. */
  readonly 'Actual Loops'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** The plan of the last statement, where sorting and scanning whole tables are the last resort. */
export async function planOf(
  database: TestDatabase,
  run: () => Promise<unknown>,
  without = ['seqscan', 'bitmapscan', 'sort'],
): Promise<PlanNode> {
  database.statements.length = 0;
  await run();
  const statement = database.statements.at(-1) as string;
  return database.db.connection().execute(async (connection) => {
    for (const way of without) await sql.raw(`set enable_${way} = off`).execute(connection);
    await sql`set plan_cache_mode = force_generic_plan`.execute(connection);
    await sql.raw(`prepare explained as ${statement}`).execute(connection);
    const { rows } = await sql
      .raw<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (format json) execute explained${nullsFor(statement)}`,
      )
      .execute(connection);
    await sql`deallocate explained`.execute(connection);
    await sql`reset all`.execute(connection);
    return (rows[0] as (typeof rows)[number])['QUERY PLAN'][0].Plan;
  });
}

/** A generic plan is the same for any values, so that none need to be made up. */
function nullsFor(statement: string): string {
  const parameters = Math.max(0, ...[...statement.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number)));
  return parameters > 0 ? `(${Array(parameters).fill('null').join(', ')})` : '';
}

export function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** What no index serves: whole tables read, and pages sorted before they are cut. */
export function faults(plan: PlanNode): string[] {
  return nodesOf(plan).flatMap((node) => [
    ...(node['Node Type'] === 'Seq Scan' ? [`reads all of ${node['Relation Name']}`] : []),
    ...(node['Node Type'] === 'Limit' && nodesOf(node).some((inner) => inner['Node Type'].endsWith('Sort'))
      ? ['sorts for a page']
      : []),
  ]);
}
