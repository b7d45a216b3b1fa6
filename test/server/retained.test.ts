import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadSample } from '../../src/ingest/sample.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await loadSample(database.db);
});
afterAll(() => database?.close());

const PROGRAM = `${import.meta.dirname}/../support/retained-bytes.ts`;

/** In a process of its own: other tests leave in the heap of theirs what they like. */
it('a request that was answered goes with the next small collection', async () => {
  const args = ['--expose-gc', PROGRAM, JSON.stringify(database.connection)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(Number(stdout)).toBeGreaterThan(-1_000);
  expect(Number(stdout)).toBeLessThan(4_000);
});
