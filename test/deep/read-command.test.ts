import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const ARTICLE = 'test/fixtures/text/joint-statement.txt';

function newsgraph(args: string[], input = '') {
  return spawnSync(process.execPath, ['src/cli.ts', ...args], { cwd: ROOT, input, encoding: 'utf8' });
}

describe('newsgraph read', () => {
  it('shows a person who speaks', () => {
    const { stdout, status } = newsgraph(['read', ARTICLE]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Hedda Solberin.*said/);
  });

  it('prints the document and what is found in it as JSON', () => {
    const { document, quotes } = JSON.parse(newsgraph(['read', ARTICLE, '--json']).stdout);
    expect(document.headline).toBe('Five islands ask for one lifeboat');
    for (const { spans, text } of quotes) {
      for (const [start, end] of spans) expect(text).toContain(document.body.slice(start, end));
    }
  });

  it('answers line by line, whatever a line is and wherever it breaks', () => {
    const good = JSON.stringify({
      id: 'a',
      text: '“We \u2028go,” said Ana Kolter.',
      published: '2026-03-04',
    });
    const { stdout, status } = newsgraph(['read', '--jsonl'], `${good}\r\nnot json\n\n${good}`);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(['a', null, 'a']);
    expect(answers[0].quotes[0].speakers[0].name).toBe('Ana Kolter');
    expect(answers[1].error).toMatchObject({ code: 'BAD_JSON', line: 2 });
    expect(status).toBe(1);
    expect(newsgraph(['read', '--jsonl'], good).status).toBe(0);
  });

  it('says what it wants where it gets nothing to read, and refuses what is no article', () => {
    expect(newsgraph(['read'])).toMatchObject({ status: 1, stderr: expect.stringContaining('--jsonl') });
    expect(newsgraph(['read', '-'], '')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('EMPTY'),
    });
  });

  it.each([
    ['a zone that is none', ['--time-zone', 'Mars'], 'Wanted an IANA name such as "Europe/Oslo"'],
    ['a language that is none', ['--language', 'en_US'], 'Wanted a BCP 47 tag such as "en"'],
  ])('refuses %s', (_, options, wanted) => {
    expect(newsgraph(['read', ARTICLE, ...options])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(wanted),
    });
  });

  it('passes on what the article is written in', () => {
    const { stdout } = newsgraph(['read', ARTICLE, '--json', '--language', 'en-GB']);
    expect(JSON.parse(stdout).document.language).toBe('en-GB');
  });

  it.each([
    ['a missing file', 'missing.txt', 'there is no such file'],
    ['a folder', 'test', 'it is a folder'],
  ])('says so of %s', (_, file, why) => {
    expect(newsgraph(['read', file])).toMatchObject({ status: 1, stderr: expect.stringContaining(why) });
  });

  it('leaves a pipe that closes early without a word', () => {
    const input = join(mkdtempSync(join(tmpdir(), 'newsgraph-read-')), 'lines.jsonl');
    const line = JSON.stringify({ id: 1, text: '“We go,” said Ana Kolter. '.repeat(50) });
    writeFileSync(input, `${line}\n`.repeat(200));
    const shell = `"${process.execPath}" src/cli.ts read --jsonl < "${input}" | head -n 1 | wc -l`;
    const { stdout, stderr } = spawnSync('sh', ['-c', shell], { cwd: ROOT, encoding: 'utf8' });
    rmSync(dirname(input), { recursive: true });
    expect([stdout.trim(), stderr]).toEqual(['1', '']);
  });
});
