import { afterAll, beforeAll, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { partlyHiddenWorld, randomOperations } from '../support/look-ahead.ts';
import { type BothWays, bothWays, expectSameOperations } from './both-ways.ts';

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

it('answers operations of all sorts, on the short path and compiled, as Yoga does', async () => {
  await expectSameOperations(both, await randomOperations(database), { numRuns: 8, seed: 5 });
});
