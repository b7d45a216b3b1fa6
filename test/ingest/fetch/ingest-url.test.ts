import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../db/client.ts';
import { createFetcher, type Fetcher } from '../../../src/ingest/fetch/fetch.ts';
import { ingestUrl } from '../../../src/ingest/fetch/ingest-url.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { answer, redirect, type Site, site } from '../../support/site.ts';

let own: TestDatabase;
let paper: Site;
let fetcher: Fetcher;
beforeAll(async () => {
  own = await testDatabase();
  paper = await site();
  fetcher = createFetcher({ userAgent: 'Newsgraph/9.9', privateAddresses: true, pauseMs: 0 });
});
afterAll(async () => {
  await fetcher.close();
  await paper.close();
  await own.close();
});

const ARTICLE =
  'Ferry crews vote\n\nThe crews of the Žalm ferries voted on Tuesday, said their union’s speaker.';
const plain = { 'content-type': 'text/plain; charset=utf-8' };

async function articleAt(path: string) {
  return own.db
    .selectFrom('article')
    .select(['headline', 'withdrawn_notice'])
    .where('url', '=', paper.origin + path)
    .executeTakeFirst();
}

describe('an address', () => {
  it('is stored as where its page was found', async () => {
    paper.pages['/short'] = redirect('/ferry', 301);
    paper.pages['/ferry'] = answer(200, plain, ARTICLE);
    const ingest = () => ingestUrl(own.db, fetcher, `${paper.origin}/short`);
    expect(await ingest()).toMatchObject({ kind: 'ingested', results: [{ kind: 'stored' }] });
    expect(await articleAt('/ferry')).toMatchObject({ headline: 'Ferry crews vote' });
    expect(await ingest()).toMatchObject({ results: [{ kind: 'unchanged' }] });
  });

  it('is read in the charset that its server names', async () => {
    const latin2 = 'The \xbealm dike will hold\n\nThe dike at \xaealm will hold, the mayor said on Friday.';
    const bytes = Buffer.from(latin2, 'latin1');
    paper.pages['/dike'] = answer(200, { 'content-type': 'text/plain; charset=iso-8859-2' }, bytes);
    await ingestUrl(own.db, fetcher, `${paper.origin}/dike`);
    expect(await articleAt('/dike')).toMatchObject({ headline: 'The žalm dike will hold' });
  });

  it('that is gone for good takes its article back', async () => {
    paper.pages['/ferry'] = answer(410);
    const came = await ingestUrl(own.db, fetcher, `${paper.origin}/ferry`);
    expect(came).toMatchObject({ kind: 'gone', results: [{ kind: 'retracted' }] });
    const withdrawn_notice = 'The page was taken away for good (HTTP 410).';
    expect(await articleAt('/ferry')).toMatchObject({ withdrawn_notice });
  });

  it('that is gone and was never here is refused', async () => {
    paper.pages['/never'] = answer(410);
    const message = 'wanted a page, got HTTP 410; no article of this address is here';
    expect(await ingestUrl(own.db, fetcher, `${paper.origin}/never`)).toMatchObject({
      results: [{ kind: 'refused', reason: 'UNKNOWN_ARTICLE', message }],
    });
  });
});

describe('newsgraph ingest', () => {
  it('takes addresses beside files, and those of this machine only where it is told', async () => {
    paper.pages['/crews'] = answer(200, plain, ARTICLE);
    const url = `${paper.origin}/crews`;
    expect(await ingest('--allow-private', url)).toMatchObject({
      code: 0,
      lines: [`stored\t${url}`, '1 stored, 0 unchanged, 0 refused'],
    });
    expect(await ingest(url, 'http://localhost/')).toMatchObject({
      code: 1,
      lines: [
        `refused: BAD_ADDRESS: wanted one of the ports 80, 443, 8000, 8008, 8080, 8443, got ${paper.port}\t${url}`,
        expect.stringMatching(
          /^refused: PRIVATE_ADDRESS: wanted a host of the public internet, got localhost at \S+ \(loopback\)\t/,
        ),
        '0 stored, 0 unchanged, 2 refused',
      ],
    });
  });
});

async function ingest(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: urlOf(own.connection), FETCH_PAUSE_MS: '0' };
  const cli = `${import.meta.dirname}/../../../src/cli.ts`;
  const child = spawn(process.execPath, [cli, 'ingest', ...args], { env });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, lines: out.trimEnd().split('\n') };
}

function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url;
  const { host, port, user, database } = connection;
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}
