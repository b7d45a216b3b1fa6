import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
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
    const { code, lines } = await run(['ingest', 'missing.txt', other]);
    expect(code).toBe(1);
    expect(lines).toEqual([
      "refused: it can't be read: there is no such file\tmissing.txt",
      `stored\t${other}`,
      '1 stored, 0 unchanged, 1 refused',
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

async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'newsgraph-ingest-'));
  onTestFinished(() => rm(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), content);
  }
  return path;
}

const line = (n: number, body = 'Nobody complained about it.') =>
  JSON.stringify({ url: `https://lines.example/${n}`, headline: `Ferry ${n} leaves`, body });

describe('newsgraph ingest of many articles', () => {
  it('walks a folder in the order of its names, past what holds no articles', async () => {
    const path = await folder({
      'b/two.txt': 'Second story\n\nThe ferry left the harbour on time once more.',
      'a.txt': 'First story\n\nThe ferry left the harbour on time.',
      'lines.jsonl': `${line(1)}\n`,
      'picture.png': 'x',
      '.hidden/c.txt': 'x',
    });
    expect(await run(['ingest', path])).toMatchObject({
      code: 0,
      lines: [
        `stored\t${path}/a.txt`,
        `stored\t${path}/b/two.txt`,
        `1 stored, 0 unchanged, 0 refused\t${path}/lines.jsonl`,
        '3 stored, 0 unchanged, 0 refused',
      ],
    });
    const empty = await folder({ 'x.png': '' });
    expect(await run(['ingest', empty])).toMatchObject({ code: 1, err: expect.stringContaining(empty) });
  });

  it('says a line for each that is refused, then the sum; for each one with --verbose', async () => {
    const path = await folder({ 'all.jsonl': `${line(2)}\n\n{"headline":"x"}\n${line(3)}` });
    const file = join(path, 'all.jsonl');
    const refused = `refused: NO_BODY: body: wanted text, got nothing\t${file}:3`;
    expect(await run(['ingest', file])).toMatchObject({
      code: 1,
      lines: [refused, `2 stored, 0 unchanged, 1 refused\t${file}`],
    });
    expect((await run(['ingest', '--verbose', '--restart', file])).lines).toEqual([
      `unchanged\t${file}:1`,
      refused,
      `unchanged\t${file}:4`,
      `0 stored, 2 unchanged, 1 refused\t${file}`,
    ]);
  });

  it('goes on behind what is stored, also where the file has grown, and begins anew where it changed', async () => {
    const path = await folder({ 'log.jsonl': `${line(4)}\n${line(5)}\n` });
    const file = join(path, 'log.jsonl');
    expect((await run(['ingest', file])).lines[0]).toMatch(/^2 stored/);
    await writeFile(file, `${line(4)}\n${line(5)}\n${line(6)}\n`);
    const grown = await run(['ingest', file]);
    expect(grown.lines[0]).toMatch(/^1 stored, 0 unchanged/);
    expect(grown.err).toContain('goes on behind line 2');
    await writeFile(file, `${line(4, 'Many complained about it.')}\n${line(5)}\n${line(6)}\n`);
    const changed = await run(['ingest', file]);
    expect(changed.lines[0]).toMatch(/^1 stored, 2 unchanged/);
    expect(changed.err).toContain('begins anew');
  });

  it('streams packed files and standard input', async () => {
    const path = await folder({
      'all.ndjson.gz': gzipSync(`${line(7)}\n${line(8)}\n`),
      'cut.jsonl.gz': gzipSync(`${line(9)}\n`).subarray(0, 60),
    });
    const packed = await run(['ingest', join(path, 'all.ndjson.gz')]);
    expect(packed).toMatchObject({ code: 0, lines: [expect.stringMatching(/^2 stored/)] });
    const cut = await run(['ingest', join(path, 'cut.jsonl.gz')]);
    expect(cut).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/^refused: it can't be read: /), expect.any(String)],
    });
    const piped = await run(['ingest', '--jsonl', '-'], `${line(8)}\n${line(10)}`);
    expect(piped.lines).toEqual(['1 stored, 1 unchanged, 0 refused\t-']);
  });
});

describe('newsgraph reread', () => {
  it('reads what an older reader has read, and says how much of it changed', async () => {
    await own.pool.query('truncate article cascade');
    await run(['ingest', ferry]);
    expect(await run(['reread'])).toMatchObject({
      code: 0,
      lines: ['0 changed, 0 same, 0 superseded, 0 failed'],
    });
    await own.pool.query("update article set extractor = 'rules-0'");
    await own.pool.query("update quote set text = text || ' (as misread)'");
    expect(await run(['reread'])).toMatchObject({
      code: 0,
      lines: ['1 changed, 0 same, 0 superseded, 0 failed'],
    });
  });
});
