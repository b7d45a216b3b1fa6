import type { Browser, Page, Request, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { EXAMPLES } from '../../src/server/examples.ts';
import { browserIsMissing, launchBrowser } from '../server/browser.ts';
import { type TestServer, testServer } from '../server/running.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { storeTold } from '../support/store-told.ts';

const keptTab = `(({ tabs, activeTabIndex }) => tabs[activeTabIndex].title)(
  JSON.parse(localStorage.getItem('graphiql:tabState')))`;

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
    page.setDefaultTimeout(120_000);
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

  /** As a hand does it: the tab is not awaited to hold still, nor scrolled to. */
  const press = async (name: string) => {
    const box = (await page.locator('.graphiql-tab', { hasText: name }).boundingBox())!;
    await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.up();
  };
  const run = async (name: string, times = 20): Promise<{ data: Record<string, unknown> }> => {
    const ofTab = (response: Response) => response.request().postDataJSON()?.operationName === name;
    const answered = page.waitForResponse(ofTab, { timeout: 10_000 }).catch(() => null);
    await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    const response = await answered;
    // GraphiQL takes a moment to know the operation of a tab; until then the button does nothing.
    if (!response && times > 1) return run(name, times - 1);
    return response!.json();
  };
  const subscribe = async (times = 20): Promise<void> => {
    const isOne = (request: Request) => request.postDataJSON()?.operationName === 'ArticleChanged';
    const opened = page.waitForRequest(isOne, { timeout: 2_000 }).catch(() => null);
    await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    if (!(await opened) && times > 1) await subscribe(times - 1);
  };
  // The editor prints blanks that don't break.
  const shownIn = async (editor: string) =>
    (await page.locator(`${editor} .view-lines`).innerText()).replaceAll('\u00a0', ' ');

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
    await expect.poll(() => shown.innerText()).toContain('"headline"');
    expect(await shown.innerText()).not.toContain('"errors"');
  });

  it('frames no apostrophe as if it were a mistake', async () => {
    const framed = page.locator('.graphiql-response .unicode-highlight');
    await expect.poll(() => framed.count()).toBeGreaterThan(0);
    expect(await framed.first().evaluate((mark) => getComputedStyle(mark).borderTopWidth)).toBe('0px');
  });

  it('has tabs that a mouse opens, each with a query that shows data', async () => {
    // A subscription has no answer that ends; test/server/live holds what it shows.
    const names = EXAMPLES.flatMap(({ query }) => /^query (\w+)/m.exec(query)?.[1] ?? []);
    expect(names.length).toBe(EXAMPLES.length - 1);
    for (const name of [...names.slice(1), names[0]!]) {
      await press(name);
      await expect.poll(() => shownIn('.graphiql-query-editor')).toContain(`query ${name}`);
      const answer = await run(name);
      expect(answer).not.toHaveProperty('errors');
      const [field] = Object.keys(answer.data);
      await expect.poll(() => shownIn('.result-window')).toContain(`"${field}"`);
    }
  });

  it('shows an article as it comes, in the tab that subscribes', async () => {
    await press('ArticleChanged');
    await expect.poll(() => shownIn('.graphiql-query-editor')).toContain('subscription ArticleChanged');
    await subscribe();
    await storeTold(database.db, 'Ada Brisk spoke.', { people: ['Ada Brisk'] }, { headline: 'It comes' });
    await expect.poll(() => shownIn('.result-window')).toContain('It comes');
    await page.getByRole('button', { name: 'Stop query' }).click();
  });

  it('has tabs that a mouse opens when the window has become narrower', async () => {
    await page.setViewportSize({ width: 1000, height: 700 });
    await press('Search');
    await expect.poll(() => shownIn('.graphiql-query-editor')).toContain('query Search');
  });

  it('keeps in the browser which tab is open', async () => {
    await expect.poll(() => page.evaluate(keptTab)).toBe('Search');
    await expect.poll(() => new URL(page.url()).searchParams.get('query')).toContain('query Search');
  });

  it.each(['as it was left', 'without the query in its address'])(
    'has the same tabs when it is opened again %s',
    async (how) => {
      const tabs = await page.locator('.graphiql-tab').allInnerTexts();
      if (how === 'as it was left') await page.reload();
      else await page.goto(server.url);
      await page.waitForSelector('.graphiql-query-editor .view-line');
      expect(await page.locator('.graphiql-tab').allInnerTexts()).toEqual(tabs);
      expect(await page.locator('.graphiql-tab-active').innerText()).toContain('Search');
    },
  );

  it('opens no tab more where nothing was touched at the first visit', async () => {
    const context = await browser.newContext();
    const other = await context.newPage();
    other.setDefaultTimeout(120_000);
    await other.goto(server.url);
    await other.waitForSelector('.graphiql-query-editor .view-line');
    await expect.poll(() => other.evaluate(`localStorage.getItem('graphiql:tabState')`)).toBeTruthy();
    await other.reload();
    await other.waitForSelector('.graphiql-query-editor .view-line');
    expect(await other.locator('.graphiql-tab').count()).toBe(EXAMPLES.length);
    await context.close();
  });

  it('shows an answer below its query on a telephone', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 800 }, isMobile: true });
    const small = await context.newPage();
    await small.goto(server.url);
    await small.waitForSelector('.graphiql-query-editor .view-line');
    const query = (await small.locator('.graphiql-editors').boundingBox())!;
    const answer = (await small.locator('.graphiql-response').boundingBox())!;
    expect(answer.y).toBeGreaterThanOrEqual(query.y + query.height);
    expect(answer.width).toBeGreaterThan(250);
    expect(answer.height).toBeGreaterThan(200);
    await context.close();
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
