import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { browserIsMissing, launchBrowser } from './browser.ts';
import { type TestServer, testServer } from './running.ts';

let database: TestDatabase;
let server: TestServer;

beforeAll(async () => {
  database = await testDatabase();
  if (browserIsMissing) return;
  await loadSample(database.db);
  server = await testServer(database, { schema, config: { profile: 'public' } });
});

afterAll(async () => {
  await server?.stop();
  await database?.close();
});

describe.skipIf(browserIsMissing)('GraphiQL in a browser', () => {
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.url);
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('opens with a tab for each example', async () => {
    await page.waitForSelector('.graphiql-query-editor .view-line');
    expect(await page.locator('.graphiql-tab').count()).toBe(EXAMPLES.length);
  });

  it('knows the schema, so its introspection query stays within the limits', async () => {
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByText('Query', { exact: true }).first().waitFor();
    expect(await page.locator('.graphiql-doc-explorer').innerText()).toContain('Query');
  });

  it('runs the query of a tab and shows its data', async () => {
    await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    const shown = page.locator('.result-window .view-lines');
    await expect.poll(() => shown.innerText(), { timeout: 10_000 }).toContain('"headline"');
    expect(await shown.innerText()).not.toContain('"errors"');
  });

  it('asks nobody but its own server', () => {
    const strangers = asked.filter((url) => !url.startsWith(server.origin) && !/^(blob|data):/.test(url));
    expect(strangers).toEqual([]);
    expect(asked.some((url) => url.startsWith('blob:'))).toBe(true);
  });

  it('breaks none of the rules of its own page', () => {
    expect(complaints).toEqual([]);
  });
});
