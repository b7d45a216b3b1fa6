import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BulkOptions, ingestLines } from '../../../src/ingest/bulk/ingest-lines.ts';
import { streamLines } from '../../../src/ingest/bulk/open-lines.ts';
import type { LineResult } from '../../../src/ingest/bulk/store-lines.ts';
import type { Extractor } from '../../../src/ingest/reading.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { readingOf } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 6 });
});
afterAll(() => own.close());

/** The longer the text, the sooner it is read: later lines are ready first. */
const backwards: Extractor = {
  name: 'told',
  version: '1',
  async read({ text }) {
    await new Promise((wait) => setTimeout(wait, 40 - text.length));
    return readingOf(text, {});
  },
};

async function ingest(lines: readonly object[], options: BulkOptions = {}): Promise<readonly LineResult[]> {
  const results: LineResult[] = [];
  const bytes = Readable.from([Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]);
  const onStored = (stored: readonly LineResult[]) => results.push(...stored);
  await ingestLines(own.db, streamLines(bytes), null, { extractor: backwards, ...options, onStored });
  return results;
}

const article = (url: string, body: string) => ({
  url: `https://orsk.example/${url}`,
  headline: 'Gates',
  body,
});
const kinds = (results: readonly LineResult[]) => results.map(({ result }) => result.kind);
const bodyOf = async (url: string) => {
  const rows = own.db.selectFrom('article').select(['body', 'version']);
  return rows.where('url', '=', `https://orsk.example/${url}`).executeTakeFirstOrThrow();
};

describe('lines about one article', () => {
  it('win in the order of the file, within a batch and across batches', async () => {
    const bodies = Array.from({ length: 12 }, (_, i) => `text ${'x'.repeat(i)}`);
    const lines = bodies.map((body) => article('a', body));
    await ingest(lines, { batch: 5, ahead: 3 });
    expect(await bodyOf('a')).toEqual({ body: bodies.at(-1), version: 12 });
  });

  it('are compared with what the line before them left, not with what stood there before', async () => {
    await ingest([article('b', 'first')]);
    const results = await ingest([article('b', 'second'), article('b', 'first')], { batch: 1, ahead: 3 });
    expect(kinds(results)).toEqual(['stored', 'stored']);
    expect(await bodyOf('b')).toEqual({ body: 'first', version: 3 });
  });

  it('are taken back once, in their turn', async () => {
    const retracted = (url: string) => ({ retracted: { url: `https://orsk.example/${url}` } });
    const lines = [
      article('c', 'first'),
      retracted('c'),
      retracted('c'),
      article('c', 'first'),
      retracted('d'),
    ];
    const results = await ingest(lines);
    expect(kinds(results)).toEqual(['stored', 'retracted', 'unchanged', 'unchanged', 'refused']);
  });
});

describe('a line that spoils its batch', () => {
  it('is refused alone, whether its text or its rows are at fault', async () => {
    const extractor: Extractor = {
      ...backwards,
      read({ text }) {
        if (text === 'unread') throw new Error('wanted words');
        const reading = readingOf(text, { people: ['Ada Brisk'] });
        if (text !== 'unkept') return reading;
        const span = { start: 2_147_483_648, end: 2_147_483_649 };
        const mentions = [
          { kind: 'place' as const, span, name: 'x', actor: null, event: null, confidence: 1 },
        ];
        const quote = {
          kind: 'direct' as const,
          text: 'x',
          spans: [span],
          speakers: [],
          addressees: [],
          cue: null,
        };
        const rest = { channel: null, said: null, place: null, event: null, confidence: 1, runnersUp: [] };
        return { ...reading, mentions, quotes: [{ ...quote, ...rest }] };
      },
    };
    const lines = ['one', 'unread', 'two', 'unkept', 'three'].map((body) => article(body, body));
    const results = await ingest(lines, { extractor });
    expect(kinds(results)).toEqual(['stored', 'refused', 'stored', 'refused', 'stored']);
    expect(results.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(results[1]?.result).toMatchObject({ reason: 'UNREADABLE', message: 'wanted words' });
    expect(results[3]?.result).toMatchObject({ reason: 'UNREADABLE' });
  });
});

describe('asked to stop', () => {
  it('stores what is under way and begins nothing more', async () => {
    const stop = new AbortController();
    const lines = Array.from({ length: 30 }, (_, i) => article(`stop-${i}`, 'text'));
    const seen: LineResult[] = [];
    const bytes = Readable.from([Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]);
    const at = await ingestLines(own.db, streamLines(bytes), null, {
      extractor: backwards,
      batch: 5,
      signal: stop.signal,
      onStored(results) {
        seen.push(...results);
        if (seen.length === 10) stop.abort();
      },
    });
    expect([seen.length, at.line]).toEqual([10, 10]);
  });
});
