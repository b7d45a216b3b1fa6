import { afterAll, beforeAll, describe, it } from 'vitest';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import type { TestDatabase } from '../support/database.ts';
import { expectSameAnswers, partlyHiddenWorld } from '../support/look-ahead.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await partlyHiddenWorld();
});
afterAll(() => database.close());

describe('what is read ahead', () => {
  it(
    'is the very answer that reading level by level gives, to the public, in hundreds of operations',
    () => expectSameAnswers(database, PUBLIC_VIEWER, { numRuns: 400 }),
    300_000,
  );

  it(
    'is the very answer to who sees embargoed articles, in hundreds of operations',
    () => expectSameAnswers(database, { seesEmbargoed: true }, { numRuns: 400 }),
    300_000,
  );
});
