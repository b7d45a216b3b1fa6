import { describe, expect, it } from 'vitest';
import { newsDocument } from '../../src/ingest/document.ts';
import { rulesExtractor } from '../../src/ingest/find/rules.ts';
import { readJsonLine } from '../../src/ingest/read-json.ts';
import { formatReading } from '../../src/ingest/read-report.ts';

const TEXT = '  “It was cold,” Mayor Martha Quorn told reporters on Tuesday.\n';

interface Line {
  readonly spans: [number, number][];
  readonly speakers: { readonly kind: string; readonly name: string; readonly span: [number, number] }[];
  readonly cue: { readonly text: string };
}

function answer(line: unknown): Record<string, unknown> {
  return JSON.parse(readJsonLine(typeof line === 'string' ? line : JSON.stringify(line), 3).answer);
}

describe('a line of JSON', () => {
  it('answers with offsets into the text as it came', () => {
    const { id, quotes } = answer({ id: 'a', text: TEXT, published: '2025-10-22T13:38:00Z' }) as {
      id: string;
      quotes: Line[];
    };
    const [start, end] = quotes[0]!.spans[0]!;
    const [from, to] = quotes[0]!.speakers[0]!.span;
    expect([id, TEXT.slice(start, end), TEXT.slice(from, to)]).toEqual(['a', 'It was cold,', 'Martha Quorn']);
    expect(quotes[0]!.speakers[0]).toMatchObject({ kind: 'person', name: 'Martha Quorn' });
    expect(quotes[0]!.cue.text).toBe('told');
  });
  it('has types of mentions in capitals and dates with their precision', () => {
    const { mentions, dates } = answer({ id: 1, text: TEXT, published: '2025-10-22' }) as {
      mentions: unknown[];
      dates: unknown[];
    };
    expect(mentions[0]).toMatchObject({ type: 'PERSON', name: 'Martha Quorn' });
    expect(dates[0]).toMatchObject({ earliest: '2025-10-21', latest: '2025-10-21', precision: 'day' });
  });
  it('is one line', () => {
    expect(readJsonLine(JSON.stringify({ id: 'a', text: 'A\nB' }), 1).answer).not.toContain('\n');
  });
  it.each([
    ['no JSON', '{', null, 'BAD_JSON', 'wanted a line of JSON, got "{"'],
    ['no text', { id: 'b' }, 'b', 'BAD_FIELD', 'text: wanted text, got none'],
    ['no id', { text: 'A' }, null, 'BAD_FIELD', 'id: wanted text or a number, got none'],
    ['a text that is none', { id: 7, text: 7 }, 7, 'BAD_FIELD', 'text: wanted text, got 7'],
    [
      'a time that is none',
      { id: 'c', text: 'A', published: 'soon' },
      'c',
      'BAD_FIELD',
      'published: wanted a day or a moment such as "2026-03-04" or "2026-03-04T09:30:00Z", got "soon"',
    ],
    [
      'a language that is none',
      { id: 'c', text: 'A', language: 'en_US' },
      'c',
      'BAD_FIELD',
      'language: wanted a BCP 47 tag such as "en", got "en_US"',
    ],
    [
      'two wrong fields',
      { id: 'c', text: null, headline: ['x'] },
      'c',
      'BAD_FIELD',
      'text: wanted text, got null; headline: wanted text, got ["x"]',
    ],
    ['an array', [], null, 'BAD_FIELD', 'line: wanted an object with "id" and "text", got []'],
  ])('with %s answers with its number, what was wanted and what came', (_, line, id, code, message) => {
    expect(answer(line)).toEqual({ id, error: { code, line: 3, message } });
  });
  it('may be empty of words', () => {
    expect(answer({ id: 'd', text: '' })).toMatchObject({
      id: 'd',
      quotes: [],
      mentions: [],
      events: [],
      dates: [],
    });
  });
});

it('prints what was read for people', () => {
  const document = newsDocument({
    publisher: 'Kestrel Wire',
    headline: 'Cold water',
    body: TEXT,
    publishedAt: '2025-10-22T13:38:00Z',
    publishedZoneAssumed: true,
  });
  const reading = rulesExtractor.read({
    text: TEXT,
    publishedAt: document.publishedAt,
    headline: null,
    language: 'en',
  });
  const printed = formatReading(document, reading);
  expect(printed).toContain('Cold water\nKestrel Wire · 2025-10-22T13:38:00Z');
  expect(printed).toMatch(/Martha Quorn, told \(direct, \d+ %\): “It was cold,”/);
});
