import { afterAll, beforeAll, describe, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { expectTogetherAsAlone } from '../support/stored-alone.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 4 });
});
afterAll(() => own.close());

describe('many batches of articles that are stored together', () => {
  it.each(Array.from({ length: 10 }, (_, i) => i + 10))('leave what they leave one by one (%i)', (seed) =>
    expectTogetherAsAlone(own, seed, 80),
  );
});
