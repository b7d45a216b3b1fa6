import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { otherProject, type Project, ROOT } from '../client/project.ts';
import { type TestServer, testServer } from '../server/running.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';

let project: Project;
let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  project = await otherProject();
  const target = join(project.path, 'node_modules/newsgraph-client');
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  const built = [
    await project.run(tsc, '--project', join(ROOT, 'tsconfig.client.json'), '--outDir', target),
    await project.run(process.execPath, join(ROOT, 'src/client-package.ts'), target),
  ];
  expect(built.map(({ status, said }) => [status, said])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  const manifest = JSON.parse(await readFile(join(target, 'package.json'), 'utf8'));
  await project.link(...Object.keys(manifest.dependencies), 'graphql');
  database = await testDatabase();
  await insertWorld(database.db, { articles: 4, people: 4, quotesEach: 2 });
  server = await testServer(database, { schema });
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
  await project?.[Symbol.asyncDispose]();
});

const FRONTEND = `
import { createClient, type ErrorCode, NewestArticlesDocument, NewsgraphError, possibleTypes } from 'newsgraph-client';

const client = createClient({ url: 'http://localhost:4000/graphql' });
const { articles } = await client.request(NewestArticlesDocument, { first: 3 });
for (const article of articles.nodes) {
  const published: string | null = article.publishedAt;
  const words: string[] = article.quotes.nodes.map((quote) => quote.text);
  console.log(article.headline, published, words, possibleTypes);
}
export const isOurFault = (error: unknown) =>
  error instanceof NewsgraphError && error.code !== ('INTERNAL' satisfies ErrorCode);
`;

describe('the built client in another project', () => {
  it('compiles with a query of a frontend', async () => {
    await project.write({ 'frontend.ts': FRONTEND });
    expect(await project.compile('frontend.ts')).toEqual({ status: 0, said: '' });
  });

  it('compiles with the example of the documentation', async () => {
    const text = await readFile(join(ROOT, 'docs/clients.md'), 'utf8');
    const [, example] = /```ts\n([^`]*newsgraph-client[^`]*)```/.exec(text) ?? [];
    await project.write({ 'documented.ts': example ?? '' });
    expect(example).toContain('createClient');
    expect(await project.compile('documented.ts')).toEqual({ status: 0, said: '' });
  });

  it.each([
    ['a wrong field', 'article.headline', 'article.headlin', "Property 'headlin' does not exist"],
    ['a wrong variable', '{ first: 3 }', '{ frist: 3 }', "'frist' does not exist in type"],
    ['a variable of the wrong type', '{ first: 3 }', "{ first: '3' }", "Type 'string' is not assignable"],
    ['a missing null', 'string | null', 'string', "Type 'null' is not assignable to type 'string'"],
    ['a code that is no error code', "'INTERNAL'", "'INTERNALLY'", 'does not satisfy the expected type'],
  ])('fails to compile with %s', async (_what, right, wrong, said) => {
    await project.write({ 'wrong.ts': FRONTEND.replace(right, wrong) });
    expect(await project.compile('wrong.ts')).toEqual({ status: 1, said: expect.stringContaining(said) });
  });

  it('asks the real server from plain JavaScript', async () => {
    await project.write({
      'ask.js': `
        import { createClient, NewestArticlesDocument } from 'newsgraph-client';
        const { articles } = await createClient({ url: process.argv[2] }).request(NewestArticlesDocument, { first: 1 });
        console.log(articles.nodes[0].quotes.nodes.length);`,
    });
    expect(await project.run('node', 'ask.js', server.url)).toEqual({ status: 0, said: '2\n' });
  });

  it('brings the schema and the persisted documents along', async () => {
    const brought = (name: string) =>
      readFile(join(project.path, 'node_modules/newsgraph-client', name), 'utf8');
    expect(await brought('schema.graphql')).toBe(await readFile(join(ROOT, 'schema/schema.graphql'), 'utf8'));
    expect(Object.keys(JSON.parse(await brought('persisted-documents.json')))[0]).toMatch(/^sha256:/);
  });
});
