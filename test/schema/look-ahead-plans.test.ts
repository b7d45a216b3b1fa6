import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../schema/ids.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';
import { plannedOperations } from '../support/planned-operations.ts';
import { faults, nodesOf, planOf } from '../support/query-plan.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 400, people: 9, quotesEach: 1 });
  await sql`vacuum analyze article`.execute(database.db);
});
afterAll(() => database.close());

const OPERATIONS = plannedOperations({
  article: encodeId('Article', '1'),
  person: encodeId('Person', '1'),
  event: encodeId('Event', '1'),
});

describe('an index serves every part of the one statement for', () => {
  for (const [name, operation] of Object.entries(OPERATIONS)) {
    it(name, async () => {
      const plan = await planOf(database, async () => {
        const { errors } = await execute(database, operation);
        expect(errors).toBeUndefined();
        expect(database.statements).toHaveLength(1);
      }, ['seqscan', 'bitmapscan', 'sort', 'hashjoin', 'mergejoin']);
      expect(faults(plan)).toEqual([]);
    });
  }
});

it('the places of quotations and of who is named come from the index alone', async () => {
  const operation = OPERATIONS['a person, quotes, articles, people and affiliations'] as string;
  const plan = await planOf(database, () => execute(database, operation));
  const alone = nodesOf(plan).filter((node) => node['Node Type'] === 'Index Only Scan');
  expect(alone.map((node) => node['Index Name']).sort()).toEqual([
    'article_actor_by_article',
    'quote_party_by_actor',
  ]);
});
