import { setImmediate as nextTurn } from 'node:timers/promises';
import v8 from 'node:v8';
import vm from 'node:vm';
import { buildSchema, getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { documentPreparer } from '../../src/server/documents.ts';
import { LIMITS, type Limit } from '../../src/server/limits.ts';
import { OPENNESS } from '../../src/server/profile.ts';

const schema = buildSchema(`
  directive @mark repeatable on FIELD
  type Query { hello(number: Int, words: [String]): String, thing: Thing, any: Any }
  union Any = Thing | Other
  type Thing { name: String, thing: Thing, things: [Thing] }
  type Other { name: String }
`);
const prepare = documentPreparer(schema, OPENNESS.public);

v8.setFlagsFromString('--expose-gc');
const collect: () => void = vm.runInNewContext('gc');

const refusalOf = (text: string) => {
  const { errors } = prepare(text);
  return errors.length === 0 ? 'none' : `${errors[0]!.extensions.code}: ${errors[0]!.message}`;
};
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
const nested = (levels: number, open: string, inside: string) =>
  `{ ${`${open} { `.repeat(levels)}${inside}${' }'.repeat(levels)} }`;
/** Each fragment is spread twice in the one before: 2, 4, 8, … times in all. */
const doubling = (steps: number) =>
  `{ thing { ...F0 } } ${times(steps, (i) => `fragment F${i} on Thing { a: thing { ...F${i + 1} } b: thing { ...F${i + 1} } }`)}
   fragment F${steps} on Thing { name }`;

/** Documents just within a limit, or one beyond it. */
const AT: Readonly<Record<Limit, (limit: number) => string>> = {
  bytes: (limit) => `{ hello } #${'x'.repeat(limit - 11)}`,
  tokens: (limit) => `${times(limit - 3, () => '#\n')} { hello }`,
  'nested brackets': (limit) => `{ hello(number: ${'['.repeat(limit - 2)}${']'.repeat(limit - 2)}) }`,
  'levels of fields': (limit) => nested(limit - 1, 'thing', 'name'),
  aliases: (limit) => `{ thing { ${times(limit, (i) => `a${i}: name`)} } }`,
  'root fields': (limit) => `{ ${times(limit, (i) => `a${i}: hello`)} }`,
  directives: (limit) =>
    `{ ${times(limit, (i) => `...F${i % 10} @include(if: true)`)} } ${times(10, (i) => `fragment F${i} on Query { hello }`)}`,
  'directives in one place': (limit) => `{ hello ${'@mark '.repeat(limit)} }`,
  'fragment definitions': (limit) =>
    `{ ${times(limit, (i) => `...F${i}`)} } ${times(limit, (i) => `fragment F${i} on Query { hello }`)}`,
  'fragment spreads': (limit) => `{ ${times(limit, () => '...F')} } fragment F on Query { hello }`,
  'inline fragments': (limit) => `{ ${times(limit, () => '... { hello }')} }`,
  variables: (limit) =>
    `query (${times(limit, (i) => `$v${i}: String`)}) { hello(words: [${times(limit, (i) => `$v${i}`)}]) }`,
  'introspection fields': (limit) => `{ ${times(limit, (i) => `t${i}: __type(name: "Thing") { name }`)} }`,
  fields: (limit) => doubling(Math.floor(Math.log2(limit / 4))),
  'repeated fields': (limit) => `{ ${times(Math.floor((1 + Math.sqrt(1 + 8 * limit)) / 2), () => 'hello')} }`,
};
const ONE_BEYOND: Partial<Record<Limit, string>> = {
  fields: doubling(11),
  'repeated fields': `{ ${times(90, () => 'hello')} }`,
};
const EACH = Object.entries(LIMITS) as [Limit, number][];

describe('a document', () => {
  it.each(EACH)('may reach the limit of %s: %d', (name, limit) => {
    expect(refusalOf(AT[name](limit))).not.toContain('LIMIT_EXCEEDED');
  });

  it.each(EACH)('may not go beyond the limit of %s: %d', (name, limit) => {
    const refusal = `LIMIT_EXCEEDED: The document goes beyond the limit of ${limit} ${name}.`;
    expect(refusalOf(ONE_BEYOND[name] ?? AT[name](limit + 1))).toContain(refusal);
  });

  it('may introspect as the tools do', () => {
    const all = {
      inputValueDeprecation: true,
      schemaDescription: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
    };
    expect(refusalOf(getIntrospectionQuery(all))).toBe('none');
  });

  it('may ask many types the same, as a search does', () => {
    const fields = times(12, (i) => `a${i}: name`);
    expect(refusalOf(`{ any { ... on Thing { ${fields} } ... on Other { ${fields} } } }`)).toBe('none');
  });

  it.each([
    ['is not valid', '{ nothing }'],
    ['goes beyond a limit', AT['nested brackets'](LIMITS['nested brackets'] + 1)],
  ])('that %s is remembered without who sent it', async (_, text) => {
    const own = documentPreparer(schema, OPENNESS.public);
    const ask = () => {
      const asker = { holder: null } as unknown as NonNullable<Parameters<typeof own>[1]>;
      expect(own(text, asker).errors).toHaveLength(1);
      return new WeakRef(asker);
    };
    const asker = ask();
    await nextTurn();
    collect();
    expect(asker.deref()).toBeUndefined();
    expect(own(text).errors).toHaveLength(1);
  });
});

/** What took tens to hundreds of milliseconds to validate, or overflowed the parser's stack. */
const HOSTILE: readonly [string, Limit, string][] = [
  ['nested inline fragments', 'nested brackets', nested(480, '...', 'hello')],
  ['flat inline fragments', 'inline fragments', `{ ${times(280, () => '... { hello }')} }`],
  [
    'one spread over and over',
    'fragment spreads',
    `{ ${times(600, () => '...F')} } fragment F on Query { hello }`,
  ],
  ['fragments that double', 'levels of fields', doubling(20)],
  [
    'fragments in circles',
    'repeated fields',
    `{ ...F0 } ${times(50, (i) => `fragment F${i} on Query { thing { ...F${(i * 7) % 50} } ...F${(i + 1) % 50} }`)}`,
  ],
  [
    'unused fragments of one field',
    'repeated fields',
    `{ hello } fragment F on Query { ${times(1_900, () => 'hello')} }`,
  ],
  [
    'one field over and over, with fields below',
    'repeated fields',
    `{ ${times(480, () => 'thing { name }')} }`,
  ],
  ['lists that are never closed', 'nested brackets', `{ hello(number: ${'['.repeat(1_990)}`],
  ['nothing but comments', 'tokens', `${'#\n'.repeat(32_000)} { hello }`],
  ['unknown fields', 'root fields', `{ ${times(1_900, (i) => `f${i}`)} }`],
  [
    'many operations',
    'fragment spreads',
    `${times(250, (i) => `query Q${i} { ...F }`)} fragment F on Query { hello }`,
  ],
  ['directives', 'directives in one place', `{ hello ${'@skip(if: true) '.repeat(280)} }`],
  ['types', 'tokens', times(400, (i) => `type T${i} { a: Int }`)],
  [
    'introspection over and over',
    'introspection fields',
    `{ ${times(29, (i) => `a${i}: __schema { queryType { name } }`)} }`,
  ],
];

describe('a hostile document is refused before it is validated', () => {
  it.each(HOSTILE)('%s: beyond the limit of %s', (_, limit, text) => {
    expect(text.length).toBeLessThanOrEqual(LIMITS.bytes + 20);
    expect(refusalOf(text)).toContain(
      `LIMIT_EXCEEDED: The document goes beyond the limit of ${LIMITS[limit]} ${limit}.`,
    );
  });

  it('and remembered: the same refusal comes again', () => {
    const [, , text] = HOSTILE[0]!;
    expect(prepare(text)).toBe(prepare(text));
  });
});

it('takes no variable that would be what objects inherit from', () => {
  const refused = 'VALIDATION_FAILED: No variable can be called "$__proto__".';
  expect(refusalOf('query ($__proto__: Int) { hello(number: $__proto__) }')).toBe(refused);
  expect(refusalOf('query ($constructor: Int) { hello(number: $constructor) }')).toBe('none');
});

it('remembers a document with what validation said of it', () => {
  expect(prepare('{ nothing }')).toBe(prepare('{ nothing }'));
  expect(prepare('{ hello }').document).toBe(prepare('{ hello }').document);
});

it('ends validation after some errors', () => {
  expect(prepare(`{ thing { ${times(40, (i) => `f${i}`)} } }`).errors).toHaveLength(21);
});
