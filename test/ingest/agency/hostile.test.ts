import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReadResult, SUBJECT_KINDS } from '../../../src/ingest/document.ts';
import { NEWSML_G2 } from '../../../src/ingest/newsml/read-newsml.ts';
import { NINJS } from '../../../src/ingest/ninjs/read-ninjs.ts';
import { cpuMs } from '../../support/cpu.ts';

const RUNS = 200;
const READERS = [
  { reader: NINJS, texts: fixturesOf('ninjs', /^(?!.*expected).*\.json$/) },
  { reader: NEWSML_G2, texts: fixturesOf('newsml-g2', /\.xml$/) },
];

function fixturesOf(folder: string, form: RegExp): string[] {
  const at = new URL(`../../fixtures/${folder}/`, import.meta.url);
  return readdirSync(at)
    .filter((file) => form.test(file))
    .map((file) => readFileSync(new URL(file, at), 'utf8'));
}

function expectAnswers(results: readonly ReadResult[]): void {
  expect(results.length).toBeGreaterThan(0);
  for (const result of results) {
    if (result.kind === 'refused') expect(result.message).toMatch(/wanted .+got /s);
    if (result.kind === 'retraction') expect(result.retraction.guid ?? result.retraction.url).toBeTruthy();
    if (result.kind !== 'document') continue;
    expect(result.document.headline.trim()).not.toBe('');
    expect(result.document.body.trim()).not.toBe('');
    for (const { kind } of result.document.subjects) expect(SUBJECT_KINDS).toContain(kind);
    expect(result.document.language).toMatch(/^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/);
  }
}

describe.each(READERS)('$reader.format', ({ reader, texts }) => {
  it('answers whatever became of an item on the way', () => {
    const cut = fc.record({
      text: fc.constantFrom(...texts),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      put: fc.oneof(
        fc.string(),
        fc.constantFrom('"', '<', '>', '{', ']', ':', '&a;', '\u0000', '<p>', 'null'),
      ),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 3 }), ([first, ...more]) => {
        const broken = [first!, ...more].reduce((text, { at, length, put }) => {
          const from = Math.floor(at * text.length);
          return text.slice(0, from) + put + text.slice(from + length);
        }, first!.text);
        reader.isMine(broken, null);
        expectAnswers(reader.read(broken, {}));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('ninjs', () => {
  it('answers any value in any place of an item', () => {
    const items = READERS[0]!.texts.filter((text) => /^\s*\{/.test(text) && isJson(text));
    const place = fc.record({ text: fc.constantFrom(...items), steps: fc.array(fc.nat(), { maxLength: 6 }) });
    fc.assert(
      fc.property(place, fc.jsonValue(), ({ text, steps }, value) => {
        const changed = JSON.stringify(replaced(JSON.parse(text), steps, value));
        NINJS.isMine(changed, null);
        expectAnswers(NINJS.read(changed, {}));
      }),
      { numRuns: RUNS },
    );
  });
});

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== null;
  } catch {
    return false;
  }
}

/** The value with what stands at the end of the steps replaced; each step takes one of the properties. */
function replaced(held: unknown, [step, ...rest]: readonly number[], value: unknown): unknown {
  if (step === undefined || typeof held !== 'object' || held === null) return value;
  const keys = Object.keys(held);
  if (keys.length === 0) return value;
  const key = keys[step % keys.length]!;
  const copy = (Array.isArray(held) ? [...held] : { ...held }) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}

const MANY = 250_000;
const item = (inside: string) =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g"><contentMeta><headline>H</headline>${inside}</contentMeta></newsItem>`;
const xhtml = (inside: string) =>
  item(`</contentMeta><contentSet><inlineXML>${inside}</inlineXML></contentSet><contentMeta>`);

describe('hostile input', () => {
  it.each([
    [
      'associations in associations',
      () => `${'{"uri":"u","associations":[{"name":"n","uri":"u","associations":['.repeat(2000)}`,
    ],
    ['a deep list', () => `{"uri":"u","altids":{"a":${'['.repeat(MANY)}`],
    ['numbers for people', () => `{"uri":"u","headlines":[{"value":"x"}],"people":[${'1,'.repeat(MANY)}1]}`],
    [
      'people without an end',
      () => `{"uri":"u","headlines":[{"value":"x"}],"people":[${'{},'.repeat(MANY)}{}]}`,
    ],
    [
      'properties without an end',
      () => `{"uri":"u","x":1${Array.from({ length: 20_000 }, (_, i) => `,"p${i}":1`).join('')}}`,
    ],
    ['items without an end', () => `[${'{"uri":"u"},'.repeat(MANY / 2)}{"uri":"u"}]`],
    ['a prototype', () => '{"uri":"u","__proto__":{"type":"text"},"constructor":1}'],
    ['open markup', () => JSON.stringify({ uri: 'u', body_html: '<p><div>'.repeat(MANY / 4) })],
    ['a body of megabytes', () => JSON.stringify({ uri: 'u', body_text: 'x.\n\n'.repeat(600_000) })],
    ['half a tag', () => JSON.stringify({ uri: 'u', body_html: '<'.repeat(MANY) })],
    ['a byline of names', () => JSON.stringify({ uri: 'u', byline: 'Ada Renn and '.repeat(MANY / 10) })],
    ['a headline without an end', () => JSON.stringify({ uri: 'u', body_text: 'x'.repeat(MANY) })],
  ])('of ninjs is answered in time: %s', (_, make) => {
    const text = make();
    expect(cpuMs(() => NINJS.isMine(text, null) && expectAnswers(NINJS.read(text, {})))).toBeLessThan(1_500);
  });

  it.each([
    ['deep elements', () => item('<a>'.repeat(MANY))],
    ['types that every object has', () => item('<subject type="x:constructor" qcode="__proto__:toString"/>')],
    ['many elements', () => item('<subject/>'.repeat(210_000))],
    [
      'many attributes',
      () => item(`<subject ${Array.from({ length: 30_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`),
    ],
    ['many paragraphs', () => xhtml('<p>x</p>'.repeat(40_000))],
    ['one long word', () => xhtml(`<p>${'x'.repeat(3 * MANY)}</p>`)],
    ['many comments', () => `${'<!-- - -->'.repeat(50_000)}${item('')}`],
    ['a comment without an end', () => `<!--${'-'.repeat(MANY)}`],
    ['a document type without an end', () => `<!DOCTYPE newsItem [${'<!ENTITY a "b">'.repeat(30_000)}`],
  ])('of NewsML-G2 is answered in time: %s', (_, make) => {
    const text = make();
    const read = () => {
      NEWSML_G2.isMine(text, null);
      expectAnswers(NEWSML_G2.read(text, {}));
    };
    expect(cpuMs(read)).toBeLessThan(1_500);
  });
});

describe('what is beyond any news', () => {
  it.each([
    ['elements', item('<a>'.repeat(201)), 'MALFORMED', 'nested deeper than 200'],
    ['a crowd of elements', item('<a/>'.repeat(200_001)), 'MALFORMED', 'more than 200000 elements'],
    ['an entity', item('&ha;'), 'MALFORMED', 'undefined entity'],
  ])('is refused: %s', (_, text, reason, why) => {
    expect(NEWSML_G2.read(text, {})).toMatchObject([{ reason, message: expect.stringContaining(why) }]);
  });

  it.each([
    [
      'objects in objects',
      `{"uri":"u","altids":${'{"a":'.repeat(200)}1${'}'.repeat(201)}`,
      'MALFORMED',
      'deeper',
    ],
    [
      'a long list',
      JSON.stringify({ uri: 'u', people: Array(10_001).fill({}) }),
      'BAD_FIELD',
      'people: wanted a list of at most 10000',
    ],
    ['many items', JSON.stringify(Array(10_001).fill({ uri: 'u' })), 'TOO_LARGE', '10001'],
    ['a long text', JSON.stringify({ uri: 'u', body_text: 'x'.repeat(2_000_001) }), 'TOO_LARGE', '2000001'],
  ])('is refused: %s', (_, text, reason, why) => {
    expect(NINJS.read(text, {})).toMatchObject([{ reason, message: expect.stringContaining(why) }]);
  });
});
