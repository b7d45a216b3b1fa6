/** Draws the same values for the same seed. https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(count: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % count;
  }

  of<V>(values: readonly V[]): V {
    return values[this.below(values.length)] as V;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const base64 = (text: string) => Buffer.from(text).toString('base64url');

const TYPES = [
  'Article',
  'Person',
  'Organization',
  'Quote',
  'Event',
  'Utterance',
  'CurationDecision',
  'Nothing',
];
const ROWS = [
  '1',
  '2',
  '0',
  '-1',
  '01',
  '1.5',
  '1e3',
  '9223372036854775807',
  '9223372036854775808',
  '9'.repeat(300),
  '',
  ' 1',
  "1' or '1'='1",
  '1;select 1',
  'NaN',
  '١',
];
const WORDS = [
  '',
  ' ',
  'a',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udc00\ud800',
  '\u202e',
  '\ufeff',
  'é'.repeat(5_000),
  '"',
  "'",
  '\\',
  '%',
  '_%',
  '<->',
  '& | !',
  '"exact words" -without or',
  "'); drop table article; --",
  '$1',
  ':*',
  '(',
  '<script>',
  '../../etc/passwd',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
];
const MOMENTS = [
  '2026-01-01',
  '2026-01-01T00:00:00Z',
  '0000-00-00',
  '9999-12-31',
  '99999-01-01',
  '-4713-01-01',
  '294277-01-01T00:00:00Z',
  'infinity',
  '-infinity',
  'now',
  '2026-02-30',
  '2026-13-01T25:61:61Z',
  '2026-01-01T00:00:00.1234567891234Z',
  '2026-01-01T00:00:00+99:99',
  'epoch',
  '',
];
const NUMBERS = [
  0,
  1,
  -1,
  2,
  20,
  100,
  101,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  1e308,
  0.5,
  5e-324,
  Number.MAX_SAFE_INTEGER,
];

export function hostileId(draw: Draw): string {
  const kinds = [
    () => base64(`${draw.of(TYPES)}:${draw.of(ROWS)}`),
    () => base64(`${draw.of(TYPES)}:${1 + draw.below(40)}`),
    () => base64(draw.of(WORDS)),
    () => draw.of(WORDS),
    () => base64(`${draw.of(WORDS)}:1`),
    () => `${base64(`${draw.of(TYPES)}:1`)}==`,
  ];
  return draw.of(kinds)();
}

/** `known`: some that were given out. */
export function hostileCursor(draw: Draw, known: readonly string[]): string {
  const good = known.length > 0 ? draw.of(known) : base64('["a","1"]');
  const parts = (() => {
    try {
      return JSON.parse(Buffer.from(good, 'base64url').toString()) as unknown[];
    } catch {
      return [good];
    }
  })();
  const at = draw.below(parts.length + 1);
  const kinds = [
    () => good,
    () => good.slice(0, draw.below(good.length + 1)),
    () =>
      base64(
        JSON.stringify(
          parts.with(
            Math.min(at, parts.length - 1),
            draw.of([...WORDS, ...MOMENTS, ...NUMBERS, ...ROWS, null, [], {}]) as never,
          ),
        ),
      ),
    () => base64(JSON.stringify(parts.slice(0, at))),
    () => base64(JSON.stringify([...parts, ...parts])),
    () => base64('['.repeat(5_000)),
    () => base64(draw.of(WORDS)),
    () => draw.of(WORDS),
  ];
  return draw.of(kinds)();
}

/** A value of JSON, of whatever type. */
export function hostileValue(draw: Draw, cursors: readonly string[], depth = 3): unknown {
  const kinds = [
    () => draw.of(WORDS),
    () => draw.of(NUMBERS),
    () => draw.of(MOMENTS),
    () => hostileId(draw),
    () => hostileCursor(draw, cursors),
    () => draw.of([null, true, false]),
    () =>
      depth > 0 ? Array.from({ length: draw.below(4) }, () => hostileValue(draw, cursors, depth - 1)) : [],
    () => (depth > 0 ? hostileObject(draw, cursors, depth - 1) : {}),
  ];
  return draw.of(kinds)();
}

const NAMES = [
  'and',
  'or',
  'not',
  'text',
  'section',
  'language',
  'publisher',
  'published',
  'from',
  'before',
  'aboutActor',
  'aboutEvent',
  'excludeReprints',
  'speaker',
  'minConfidence',
  'kind',
  'status',
  'name',
  'article',
  'event',
  'affiliatedWith',
  'minPrintings',
  '__proto__',
  'constructor',
  '',
];

function hostileObject(draw: Draw, cursors: readonly string[], depth: number): object {
  return Object.fromEntries(
    Array.from({ length: draw.below(4) }, () => [draw.of(NAMES), hostileValue(draw, cursors, depth)]),
  );
}

export const hostileWord = (draw: Draw): string => draw.of(WORDS);
export const hostileMoment = (draw: Draw): string => draw.of(MOMENTS);
export const hostileNumber = (draw: Draw): number => draw.of(NUMBERS);
