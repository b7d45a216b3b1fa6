import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../schema/ids.ts';
import { askedOf } from '../bench/data/asked.ts';
import { generateData } from '../bench/data/generate.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';
import { plannedOperations } from '../support/planned-operations.ts';
import { nodesOf, type PlanNode } from '../support/query-plan.ts';
import { openSession } from '../support/server.ts';

const ARTICLES = 8_000;
const MORE_ACTORS = 20_000;
/** Postgres may read a smaller table whole. */
const LARGE_ROWS = 5_000;
/** Pages of 8 kB that one operation reads. */
const BUFFERS_AT_MOST = 10_000;

interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

let database: TestDatabase;
let session: pg.Client;
let large: ReadonlySet<string>;
let operations: Readonly<Record<string, string>>;
const sent: Sent[] = [];

beforeAll(async () => {
  database = await testDatabase();
  database.pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...query: unknown[]) => unknown;
    const query = (text: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof text === 'string') sent.push({ text, values: (values ?? []) as unknown[] });
      return send(text, values, ...rest);
    };
    client.query = query as typeof client.query;
  });
  await generateData(database.connection, ARTICLES);
  await database.pool.query(
    `insert into actor (kind, name) select 'person', 'Nobody ' || n from generate_series(1, ${MORE_ACTORS}) as n`,
  );
  await database.pool.query('vacuum analyze actor');
  session = await openSession(database.connection);
  const { rows } = await session.query<{ name: string; rows: number }>(
    `select relname as name, reltuples as rows from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  expect(rows.find(({ name }) => name === 'actor')?.rows).toBeGreaterThan(20_000);
  large = new Set(rows.filter(({ rows }) => rows >= LARGE_ROWS).map(({ name }) => name));
  const asked = await askedOf(database.pool);
  const [article] = asked.Q1;
  const [person] = asked.Q3;
  const [event] = asked.Q4;
  operations = plannedOperations({
    article: encodeId('Article', article as string),
    person: encodeId('Person', person as string),
    event: encodeId('Event', event as string),
  });
});

afterAll(async () => {
  await session?.end();
  await database?.close();
});

interface Explained extends PlanNode {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

/** As a named statement is run: by a plan for any values, or by one for these. */
async function explained({ text, values }: Sent, mode: 'generic' | 'custom'): Promise<Explained> {
  await session.query(`set plan_cache_mode = force_${mode}_plan`);
  await session.query(`prepare planned as ${text}`);
  const given = values.map((value) =>
    session.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value)),
  );
  try {
    const { rows } = await session.query(
      `explain (analyze, buffers, format json) execute planned${given.length > 0 ? `(${given.join(', ')})` : ''}`,
    );
    return rows[0]['QUERY PLAN'][0].Plan;
  } finally {
    await session.query('deallocate planned');
  }
}

const NAMES = Object.keys(plannedOperations({ article: '', person: '', event: '' }));

describe('on 8,000 articles and more than 20,000 actors, no large table is read whole and few pages are read for', () => {
  it.each(NAMES)('%s', async (name) => {
    sent.length = 0;
    const { errors } = await execute(database, operations[name] as string);
    expect(errors).toBeUndefined();
    const statements = sent.filter(({ text }) => text.includes(' from '));
    expect(statements).toHaveLength(1);
    const [statement] = statements;
    for (const mode of ['generic', 'custom'] as const) {
      const plan = await explained(statement as Sent, mode);
      const whole = nodesOf(plan).filter((node) => node['Node Type'].endsWith('Seq Scan'));
      expect(whole.map((node) => node['Relation Name']).filter((table) => large.has(table ?? ''))).toEqual(
        [],
      );
      expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(BUFFERS_AT_MOST);
    }
  });
});
