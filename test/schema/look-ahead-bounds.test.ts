import { type FieldNode, type GraphQLResolveInfo, type OperationDefinitionNode, parse } from 'graphql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preparedStatements } from '../../db/prepared.ts';
import type { Tree } from '../../db/tree.ts';
import { treeOf } from '../../schema/relation/trees.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';
import { openSession } from '../support/server.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 4, people: 2, quotesEach: 1 });
});
afterAll(() => database.close());

describe('the trees of a document', () => {
  const document = parse(
    'query ($n: Int, $id: ID) { article(id: $id) { quotes(first: $n) { nodes { id } } } }',
  );
  const [operation] = document.definitions as unknown as [OperationDefinitionNode];
  let made = 0;
  const treeFor = (variableValues: Record<string, unknown>) => {
    const fieldNodes = operation.selectionSet.selections as readonly FieldNode[];
    const info = { fieldNodes, fragments: {}, variableValues } as unknown as GraphQLResolveInfo;
    return treeOf(info, 'article', () => ({ branches: [], columns: [String(++made)] }) as unknown as Tree);
  };

  it('are made once for the values of the variables below their field, whatever its own', () => {
    const tree = treeFor({ n: 1, id: 'a' });
    expect(treeFor({ n: 1, id: 'b' })).toBe(tree);
    expect(treeFor({ n: 2, id: 'a' })).not.toBe(tree);
    expect(treeFor({ n: 1, id: 'a' })).toBe(tree);
  });

  it('are at most 50: those that came before are forgotten', () => {
    const tree = treeFor({ n: 1 });
    for (let n = 2; n <= 48; n++) treeFor({ n });
    expect(treeFor({ n: 1 })).toBe(tree);
    for (let n = 49; n <= 51; n++) treeFor({ n });
    expect(treeFor({ n: 1 })).not.toBe(tree);
  });

  it('are not kept for values that are long', () => {
    const n = 'x'.repeat(2_001);
    expect(treeFor({ n })).not.toBe(treeFor({ n }));
  });
});

it('the statements of a tree are made once for each form, and at most 200 are kept', async () => {
  const run = preparedStatements();
  const owner = {};
  let made = 0;
  const make = () => {
    made++;
    return sql<{ one: number }>`select 1 as one`;
  };
  const runAs = (form: string | null) => run(reader(database), owner, form, make, {});
  await runAs('a');
  await runAs('a');
  expect(made).toBe(1);
  for (let form = 1; form < 200; form++) await runAs(`form ${form}`);
  await runAs('a');
  expect(made).toBe(200);
  await runAs('one more');
  await runAs('a');
  expect(made).toBe(202);
  await runAs(null);
  await runAs(null);
  expect(made).toBe(204);
});

it('the one statement ends in the database when the client is gone', async () => {
  const session = await openSession(database.connection);
  const waiting = async () => {
    // A transaction sees the activity of its first look, else.
    await session.query('select pg_stat_clear_snapshot()');
    const { rows } = await session.query<{ query: string }>(
      `select query from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database() and query ~ 'json_agg'`,
    );
    return rows.length;
  };
  try {
    await session.query('begin; lock table quote in access exclusive mode');
    const abort = new AbortController();
    const query = '{ articles(first: 2) { nodes { headline quotes(first: 2) { nodes { text } } } } }';
    const running = execute(database, query, {}, { signal: abort.signal });
    await expect.poll(waiting, { interval: 10 }).toBe(1);
    abort.abort(new Error('The client left.'));
    expect((await running).errors).toHaveLength(1);
    await expect.poll(waiting, { interval: 10 }).toBe(0);
  } finally {
    await session.query('rollback');
    await session.end();
  }
});
