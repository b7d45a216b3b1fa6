import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSample } from '../src/ingest/sample.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';
import { dataOf } from './support/graphql.ts';
import { blocksOf } from './support/readme.ts';

describe('the README', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
    await loadSample(database.db);
  });
  afterAll(() => database.close());

  it('shows a query with the very answer that the sample corpus gives', async () => {
    const blocks = blocksOf('README.md');
    const query = blocks.find(({ language }) => language === 'graphql')?.text ?? '';
    const answer = blocks.find(({ language }) => language === 'json')?.text ?? '';
    expect({ data: await dataOf(database, query) }).toEqual(JSON.parse(answer));
  });

  it('links to files that are there', () => {
    const markdown = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const links = [...markdown.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, path]) => path as string);
    expect(links.length).toBeGreaterThan(3);
    expect(links.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([]);
  });
});
