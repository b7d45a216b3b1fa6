import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SAMPLE_FOLDER, sampleNames } from '../../src/ingest/sample.ts';
import { dataFolder, isRunning } from '../support/holders.ts';
import { look, type Victim, victim } from '../support/victim.ts';

const ADDRESS = /http:\/\/localhost:\d+\/graphql/;
const STARTED = 'Starting the built-in Postgres';
const [FIRST = ''] = await sampleNames();
/** A stored article with one word more: its rows are written anew, and those whom it names counted anew. */
const TEXT = readFileSync(join(SAMPLE_FOLDER, FIRST), 'utf8').replace(
  'I would rather',
  'I would much rather',
);
const INGEST = `mutation ($text: String!) { ingestArticle(input: { text: $text }) {
  ... on ArticleAccepted { status } ... on ArticleRefused { message } } }`;

async function served(dataDir: string): Promise<Victim & { url: string }> {
  const server = victim(dataDir, ['main.ts']);
  return { ...server, url: await server.says(ADDRESS) };
}

async function keyOf(dataDir: string): Promise<string> {
  const command = victim(dataDir, ['cli.ts', 'key', 'create', 'a test']);
  return command.says(/ng_[\w-]+/);
}

async function ingest(url: string, key: string): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: INGEST, variables: { text: TEXT } }),
  });
  return response.json();
}

const STORED = { data: { ingestArticle: { status: 'STORED' } } };

async function kill({ child, gone }: Victim): Promise<void> {
  child.kill('SIGKILL');
  await gone;
}

describe('killed while it stores an article', () => {
  it('the server leaves none of it, and the next one joins the Postgres that is left', async () => {
    const { path } = await dataFolder();
    const server = await served(path);
    const key = await keyOf(path);
    const { pid, contents, holdLastRows, isNearlyWritten } = await look(path);
    const before = await contents();
    const letGo = await holdLastRows();
    const answer = ingest(server.url, key).catch(() => 'none');
    await isNearlyWritten();
    await kill(server);
    expect(await answer).toBe('none');
    await letGo();

    const next = await served(path);
    expect(next.said()).not.toContain(STARTED);
    expect(isRunning(pid)).toBe(true);
    expect(await contents()).toEqual(before);
    expect(await ingest(next.url, key)).toEqual(STORED);
    expect(await contents()).not.toEqual(before);
  });

  it('the server with its Postgres leaves none of it, and the next one starts Postgres again', async () => {
    const { path } = await dataFolder();
    const server = await served(path);
    const key = await keyOf(path);
    const first = await look(path);
    const before = await first.contents();
    await first.holdLastRows();
    const answer = ingest(server.url, key).catch(() => 'none');
    await first.isNearlyWritten();
    process.kill(first.pid, 'SIGKILL');
    await kill(server);
    expect(await answer).not.toEqual(STORED);

    const next = await served(path);
    expect(next.said()).toContain(STARTED);
    const { contents } = await look(path);
    expect(await contents()).toEqual(before);
    expect(await ingest(next.url, key)).toEqual(STORED);
  });

  it('the command leaves none of it, and the server serves on', async () => {
    const { path } = await dataFolder();
    const server = await served(path);
    const key = await keyOf(path);
    const { contents, holdLastRows, isNearlyWritten } = await look(path);
    const before = await contents();
    const file = join(path, 'article.txt');
    await writeFile(file, TEXT);
    const letGo = await holdLastRows();
    const command = victim(path, ['cli.ts', 'ingest', file]);
    await isNearlyWritten();
    await kill(command);
    await letGo();
    await expect.poll(contents).toEqual(before);
    expect(await ingest(server.url, key)).toEqual(STORED);
  });
});

describe('killed while it loads the sample corpus', () => {
  it('the server leaves whole articles, and the next one loads the rest', async () => {
    const { path, hold } = await dataFolder();
    const holder = hold();
    await holder.in;
    await victim(path, ['cli.ts', 'migrate']).gone;
    const { pool, contents, holdLastRows, isNearlyWritten } = await look(path);
    const count = async () => (await pool.query('select count(*)::int as n from article')).rows[0].n;
    let letGo = await holdLastRows();
    const server = victim(path, ['main.ts']);
    while ((await count()) < 4) {
      await isNearlyWritten();
      // Next in the queue, so that one article gets through.
      const next = holdLastRows();
      await isNearlyWritten(2);
      await letGo();
      letGo = await next;
    }
    await isNearlyWritten();
    await kill(server);
    await letGo();
    expect(await count()).toBe(4);

    await served(path);
    const finished = await contents();
    expect(await count()).toBe((await sampleNames()).length);
    const again = await served(path);
    expect(again.said()).not.toContain('Loaded');
    expect(await contents()).toEqual(finished);
  });
});
