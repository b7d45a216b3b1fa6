import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { partlyHiddenWorld, randomOperations } from '../support/look-ahead.ts';
import { type BothWays, bothWays } from './both-ways.ts';

let database: TestDatabase;
let both: BothWays;

beforeAll(async () => {
  database = await partlyHiddenWorld();
  both = await bothWays(database, { schema });
});

afterAll(async () => {
  await both.stop();
  await database.close();
});

it('answers operations of all sorts on the short path as Yoga does, to the byte', async () => {
  const operations = await randomOperations(database);
  const same = fc.asyncProperty(operations, async ({ text, variables }) => {
    expect(await both.same({ body: { query: text, variables } })).toMatch(/^HTTP\/1.1 200 /);
  });
  await fc.assert(same, { numRuns: 8, seed: 5, endOnFailure: true });
});
