import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../db/client.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const CLI = `${import.meta.dirname}/../../src/cli.ts`;
const SAMPLE = `${import.meta.dirname}/../../db/sample`;

async function run(args: readonly string[], input = '') {
  const env = { ...process.env, DATABASE_URL: urlOf(own.connection) };
  const child = spawn(process.execPath, [CLI, ...args], { env, cwd: SAMPLE });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await ended, lines: out.trimEnd().split('\n'), err };
}

function urlOf(connection: Connection): string {
  if ('url' in connection) return connection.url;
  const { host, port, user, database } = connection;
  return `postgresql://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
}

const ferry = '03-kestrel-wire-ferry-strike-begins.txt';

describe('newsgraph ingest', () => {
  it('says a line for each file: stored, then unchanged', async () => {
    expect(await run(['ingest', ferry])).toMatchObject({
      code: 0,
      lines: [`stored\t${ferry}`, '1 stored, 0 unchanged, 0 refused'],
    });
    expect(await run(['ingest', ferry])).toMatchObject({
      code: 0,
      lines: [`unchanged\t${ferry}`, '0 stored, 1 unchanged, 0 refused'],
    });
  });

  it('reads one article from standard input, with its address', async () => {
    const article =
      'A short story\n\nThe ferry left the harbour on time, and nobody who was aboard complained about it.';
    expect(await run(['ingest', '--url', 'https://orsk.example/short', '-'], article)).toMatchObject({
      code: 0,
    });
    const row = await own.db
      .selectFrom('article')
      .select('headline')
      .where('url', '=', 'https://orsk.example/short')
      .executeTakeFirst();
    expect(row).toEqual({ headline: 'A short story' });
  });

  it('ends with 1 and says why where one is refused, and stores the others', async () => {
    const other = '01-haven-courier-kessary-dam-proposal.txt';
    const { code, lines } = await run(['ingest', 'missing.txt', '.', other]);
    expect(code).toBe(1);
    expect(lines).toEqual([
      "refused: it can't be read: there is no such file\tmissing.txt",
      "refused: it can't be read: it is a folder; give the files in it\t.",
      `stored\t${other}`,
      '1 stored, 0 unchanged, 2 refused',
    ]);
    expect(await run(['ingest', '-'], '')).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('refused: EMPTY: '), expect.any(String)],
    });
  });

  it('stores what the article is written in', async () => {
    const article =
      'A shorter story\n\nThe ferry left the harbour on time, and nobody complained about it at all.';
    const options = ['--url', 'https://orsk.example/shorter', '--language', 'en-GB'];
    expect(await run(['ingest', ...options, '-'], article)).toMatchObject({ code: 0 });
    const row = await own.db
      .selectFrom('article')
      .select('language')
      .where('url', '=', 'https://orsk.example/shorter')
      .executeTakeFirst();
    expect(row).toEqual({ language: 'en-GB' });
  });

  it('takes an address for one article alone', async () => {
    expect(await run(['ingest', '--url', 'https://orsk.example/two', ferry, ferry])).toMatchObject({
      code: 1,
      err: expect.stringContaining('give one file'),
    });
  });
});

describe('newsgraph key create', () => {
  it('wants a name', async () => {
    expect(await run(['key', 'create', ' '])).toMatchObject({
      code: 1,
      err: 'Wanted the name of whose key it is, got an empty one.\n',
    });
  });
});
