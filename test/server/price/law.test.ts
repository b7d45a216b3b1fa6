import { afterAll, beforeAll, it } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { countingWorld, expectPricesToBound } from '../../support/price-law.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await countingWorld();
});
afterAll(() => database.close());

it('a price bounds the rows that are read and answered', async () => {
  await expectPricesToBound(database, { numRuns: 25, seed: 2026 });
});
