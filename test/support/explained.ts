import type pg from 'pg';
// @ts-expect-error: has no types.
import { prepareValue } from 'pg/lib/utils.js';
import type { TestDatabase } from './database.ts';
import type { PlanNode } from './query-plan.ts';

export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What is asked of the database from now on, in order. */
export function recorded(database: TestDatabase): Sent[] {
  const sent: Sent[] = [];
  database.pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...query: unknown[]) => unknown;
    const query = (text: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof text === 'string') sent.push({ text, values: (values ?? []) as unknown[] });
      return send(text, values, ...rest);
    };
    client.query = query as typeof client.query;
  });
  return sent;
}

/** As a named statement is run: by a plan for any values, or by one for these. `analyze` runs it. */
export async function explained(
  session: pg.Client,
  { text, values }: Sent,
  mode: 'generic' | 'custom',
  how: 'analyze' | 'plan',
): Promise<PlanNode> {
  await session.query(`set plan_cache_mode = force_${mode}_plan`);
  await session.query(`prepare planned as ${text}`);
  const given = values.map((value) => literal(session, value));
  try {
    const { rows } = await session.query(
      `explain (${how === 'analyze' ? 'analyze, buffers, ' : ''}format json) execute planned${given.length > 0 ? `(${given.join(', ')})` : ''}`,
    );
    return rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await session.query('deallocate planned');
  }
}

function literal(session: pg.Client, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return session.escapeLiteral(String(prepareValue(value)));
}
