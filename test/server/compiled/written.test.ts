import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC_VIEWER } from '../../../db/visible.ts';
import { JsonReader } from '../../../src/server/compiled/json-reader.ts';
import type { TestDatabase } from '../../support/database.ts';
import { partlyHiddenWorld } from '../../support/look-ahead.ts';
import { SEED } from '../../support/seed.ts';
import { expectSameWhatever, expectSameWritten } from './expect-written.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await partlyHiddenWorld();
});
afterAll(() => database.close());

const text = fc.string({ unit: 'binary' }).map((any) => any.replaceAll('\0', '').toWellFormed());

describe('what Postgres prints', () => {
  it('of a text is what JSON.stringify makes of it', async () => {
    const same = fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
      const { rows } = await sql<{ json: string }>`
        select cast(array_to_json(cast(${texts} as text[])) as text) as json`.execute(database.db);
      expect(rows[0]?.json).toBe(JSON.stringify(texts));
    });
    await fc.assert(same, {
      seed: SEED,
      numRuns: 200,
      examples: [[['"\\\b\f\n\r\t\u0001\u001f\u007f\u2028“😀']]],
    });
  });

  it('is read value by value, whatever is in it and between', () => {
    const value = fc.oneof(
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.json().map((json) => JSON.parse(json)),
    );
    const between = fc.constantFrom(',', ', ', ', \n ');
    fc.assert(
      fc.property(fc.array(fc.array(value)), between, (rows, comma) => {
        const printed = `[${rows.map((row) => `[${row.map((one) => JSON.stringify(one)).join(comma)}]`).join(comma)}]`;
        const reader = new JsonReader(`${printed}, 7`);
        const read: string[][] = [];
        expect(reader.enters()).toBe(true);
        while (reader.goesOn()) {
          const values: string[] = [];
          reader.enters();
          while (reader.goesOn()) values.push(reader.value());
          read.push(values);
        }
        expect(read).toEqual(rows.map((row) => row.map((one) => JSON.stringify(one))));
        expect(reader.value()).toBe('7');
      }),
      { seed: SEED },
    );
  });
});

it('what is cut short is refused, wherever it ends', () => {
  const whole = '[["a\\\\", 1, [{"b": "c"}]], ["d", null, []]]';
  for (let end = 0; end < whole.length; end++) {
    const reader = new JsonReader(whole.slice(0, end));
    expect(() => {
      reader.enters();
      while (reader.goesOn()) {
        reader.enters();
        while (reader.goesOn()) reader.value();
      }
    }).toThrow('Wanted a whole text of JSON');
  }
});

const PAGE = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor __typename }';
const SPEAKERS = 'speakers { __typename ... on Actor { id name } ... on UnnamedSource { kind description } }';

describe('an answer that is written', () => {
  it.each([
    [
      'nodes',
      '{ people(first: 3) { nodes { name quotes(first: 2) { nodes { id kind text confidence } } } } }',
      3,
    ],
    [
      'edges and cursors, from either end',
      `{ people { nodes { a: quotes(first: 2) { edges { cursor node { text } } ${PAGE} } b: quotes(last: 2) { ${PAGE} edges { node { id } } } } } }`,
      10,
    ],
    [
      'places alone, and how many there are',
      `{ articles { nodes { quotes(first: 2) { ${PAGE} totalCount } people { totalCount __typename } } } }`,
      0,
    ],
    [
      'what foreign keys lead to',
      '{ quotes { nodes { article { headline publishedAt publisher { id name } corrections } } } }',
      10,
    ],
    [
      'speakers, named or not',
      `{ articles { nodes { quotes { nodes { ${SPEAKERS} addressees { __typename } } } } } }`,
      10,
    ],
    [
      'values that a resolver makes of columns',
      '{ articles { nodes { quotes { nodes { spans { start end } cue { text span { start } } saidOn { earliest } article { body bodyStatus guid } } } } } }',
      10,
    ],
    [
      'who became part of another',
      `{ quotes(orderBy: OLDEST, first: 30) { nodes { article { publisher { name } } } } }`,
      10,
    ],
    [
      'interfaces',
      '{ events { nodes { participants { nodes { __typename id ... on Person { name } } } } } }',
      1,
    ],
    [
      'the same under two names',
      '{ articles { nodes { quotes(first: 1) { nodes { a: text b: text article { id } c: article { id } } } } } }',
      5,
    ],
  ])('is that of the executor: %s', async (_, operation, atLeast) => {
    const parts = await expectSameWritten(database, { text: operation, variables: {} }, PUBLIC_VIEWER);
    expect(parts.written).toBeGreaterThan(0);
    expect(parts.objects).toBeGreaterThanOrEqual(atLeast);
  });

  it('has nothing of what a retracted article led to', async () => {
    const withdrawn = Buffer.from('Article:3').toString('base64url');
    const text = `{ article(id: "${withdrawn}") { publisher { name } quotes { nodes { text } } } }`;
    await expectSameWritten(database, { text, variables: {} }, PUBLIC_VIEWER);
  });

  it('is that of the executor, whatever is asked', () =>
    expectSameWhatever(database, PUBLIC_VIEWER, { numRuns: 100, seed: SEED }));
});
