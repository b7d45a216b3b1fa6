import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { otherProject, type Project, ROOT } from '../client/project.ts';
import { type TestServer, testServer } from '../server/running.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';

const DOCUMENTED_URL = 'http://localhost:4000';
const FRONTEND = `
import { NewestDocument, type NewestQuery } from './gql/graphql.js';

declare const process: { argv: [string, string, string] };

const response = await fetch(process.argv[2], {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: NewestDocument }),
});
const { data }: { data: NewestQuery } = await response.json();
for (const article of data.articles.nodes) {
  const published: string | null = article.publishedAt;
  console.log(article.headline, published);
}
`;

/** The lines that README.md, or else docs/clients.md, gives to another project. */
async function documentedLines(): Promise<string[]> {
  for (const path of ['README.md', 'docs/clients.md']) {
    const text = await readFile(join(ROOT, path), 'utf8').catch(() => '');
    const block = [...text.matchAll(/^```sh.*\n([\s\S]*?)^```$/gm)].find(([, lines]) =>
      lines?.includes('graphql-codegen'),
    );
    if (block?.[1]) return block[1].trim().split('\n');
  }
  throw new Error(
    'Wanted a block of shell lines with graphql-codegen in README.md or docs/clients.md; got none.',
  );
}

let project: Project;
let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 4, people: 4, quotesEach: 1 });
  server = await testServer(database, { schema, config: { profile: 'public' } });
  project = await otherProject();
});

afterAll(async () => {
  await project?.[Symbol.asyncDispose]();
  await server?.stop();
  await database?.close();
});

describe('another project', () => {
  it('generates its own client by the documented five lines', async () => {
    const lines = await documentedLines();
    expect(lines).toHaveLength(5);
    expect(lines.join('\n')).toContain(DOCUMENTED_URL);
    for (const line of lines) {
      const outcome = await project.run('sh', '-c', line.replaceAll(DOCUMENTED_URL, server.origin));
      expect(outcome.status, `${line}\n${outcome.said}`).toBe(0);
    }
  });

  it('compiles its query against it, and asks the server', async () => {
    await project.write({ 'frontend.ts': FRONTEND });
    expect(await project.compile('frontend.ts')).toEqual({ status: 0, said: '' });
    const emitted = await project.run(
      join(ROOT, 'node_modules/.bin/tsc'),
      ...'--module nodenext --target es2022 --ignoreConfig frontend.ts'.split(' '),
    );
    expect(emitted).toEqual({ status: 0, said: '' });
    const { status, said } = await project.run('node', 'frontend.js', server.url);
    expect([status, said.trim().split('\n').length]).toEqual([0, 3]);
    expect(said).toMatch(/^Headline .+ 2026-01-\d\dT10:00:00\.000Z\n/);
  });

  it('fails to compile with a field that is not there', async () => {
    await project.write({ 'wrong.ts': FRONTEND.replace('article.headline', 'article.headlin') });
    const outcome = await project.compile('wrong.ts');
    expect(outcome).toEqual({ status: 1, said: expect.stringContaining("'headlin' does not exist") });
  });

  it('cannot generate from a query that the schema does not answer', async () => {
    await project.write({ 'wrong.graphql': 'query Wrong { articles { nodes { headlin } } }' });
    const { status, said } = await project.run('npx', 'graphql-codegen');
    expect(status).not.toBe(0);
    expect(said).toContain('Cannot query field "headlin" on type "Article"');
  });
});
