import { afterAll, beforeAll, describe, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { expectTogetherAsAlone } from '../../support/stored-alone.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 4 });
});
afterAll(() => own.close());

describe('articles that are stored together', () => {
  it(
    'leave what they leave one by one, however they hang on each other',
    () => expectTogetherAsAlone(own, 1, 40),
    120_000,
  );
});
