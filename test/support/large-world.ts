import type pg from 'pg';
import { generateData } from '../bench/data/generate.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { explained, recorded, type Sent } from './explained.ts';
import { nodesOf, type PlanNode } from './query-plan.ts';
import { openSession } from './server.ts';

const ARTICLES = 8_000;
const MORE_ACTORS = 20_000;

/** A database that is large enough to see which statements take longer in a larger one. */
export interface LargeWorld {
  readonly database: TestDatabase;
  /** What was asked of the database, in order. */
  readonly sent: Sent[];
  /** As a named statement is run: by a plan for any values, or by one for these. `analyze` runs it. */
  explained(sent: Sent, mode: 'generic' | 'custom', how: 'analyze' | 'plan'): Promise<PlanNode>;
  /** The large tables that a plan reads from end to end. */
  readWhole(plan: PlanNode): readonly string[];
  close(): Promise<void>;
}

/** `largeRows`: Postgres may read a smaller table whole. */
export async function largeWorld(largeRows: number): Promise<LargeWorld> {
  const database = await testDatabase();
  const sent = recorded(database);
  await generateData(database.connection, ARTICLES);
  await database.pool.query(
    `insert into actor (kind, name) select 'person', 'Nobody ' || n from generate_series(1, ${MORE_ACTORS}) as n`,
  );
  await database.pool.query('vacuum analyze actor');
  const session = await openSession(database.connection);
  const large = await largeTables(session, largeRows);
  return {
    database,
    sent,
    explained: (statement, mode, how) => explained(session, statement, mode, how),
    readWhole: (plan) =>
      nodesOf(plan).flatMap((node) => {
        const table = node['Relation Name'] ?? '';
        return node['Node Type'].endsWith('Seq Scan') && large.has(table) ? [table] : [];
      }),
    close: async () => {
      await session.end();
      await database.close();
    },
  };
}

async function largeTables(session: pg.Client, largeRows: number): Promise<ReadonlySet<string>> {
  const { rows } = await session.query<{ name: string; rows: number }>(
    `select relname as name, reltuples as rows from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  return new Set(rows.filter(({ rows }) => rows >= largeRows).map(({ name }) => name));
}
