import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { expect } from 'vitest';
import type { Viewer } from '../../db/visible.ts';
import { schema } from '../../schema/index.ts';
import { curationOf } from '../../src/ingest/curate/curation.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { execute } from './graphql.ts';
import { type Known, type RandomOperation, randomOperation } from './random-operation.ts';
import { insertWorld } from './world.ts';

const id = (type: string, row: number) => Buffer.from(`${type}:${row}`).toString('base64url');

/** An invented world of which some articles are withdrawn and some embargoed, and some actors became part of others. */
export async function partlyHiddenWorld(): Promise<TestDatabase> {
  const database = await testDatabase();
  await insertWorld(database.db, { articles: 14, people: 5, quotesEach: 3 });
  await database.db
    .updateTable('article')
    .set({ visibility: 0, withdrawn_at: '2026-02-01T00:00:00Z', withdrawn_notice: 'Retracted.' })
    .where('id', 'in', ['3', '8'])
    .execute();
  await database.db
    .updateTable('article')
    .set({ visibility: 1, visible_from: '2099-01-01T00:00:00Z' })
    .where('id', 'in', ['4', '9'])
    .execute();
  const { mergeActors } = curationOf(database.db);
  for (const [keepId, mergedId] of [
    ['2', '5'],
    ['6', '8'],
  ] as const) {
    const merged = await mergeActors({ keepId, mergedIds: [mergedId], reason: 'The same.' }, 'editor');
    expect(merged.kind).toBe('decided');
  }
  // As one stores that began before the merge.
  await database.db.updateTable('article').set({ publisher_id: '8' }).where('id', 'in', ['1', '2']).execute();
  await database.db
    .updateTable('quote_party')
    .set({ actor_id: '5' })
    .where('actor_id', '=', '2')
    .where('quote_id', '<', '9')
    .execute();
  return database;
}

/** Such as the schema takes, about what the world holds. */
export async function randomOperations(database: TestDatabase): Promise<fc.Arbitrary<RandomOperation>> {
  const known = await whatIsKnown(database);
  return fc.gen().map((draw) => {
    const operation = randomOperation(schema, known, draw);
    const isValid = validate(schema, parse(operation.text)).length === 0;
    return isValid ? operation : { text: '{ articles { nodes { id } } }', variables: {} };
  });
}

/** Whatever is asked, reading ahead gives the very answer that reading level by level gives. */
export async function expectSameAnswers(
  database: TestDatabase,
  viewer: Viewer,
  runs: { readonly numRuns: number; readonly seed?: number },
): Promise<void> {
  const operations = await randomOperations(database);
  const same = fc.asyncProperty(operations, async (operation) => {
    const ahead = await answer(database, operation, viewer, true);
    const levels = await answer(database, operation, viewer, false);
    expect(ahead.data).toBe(levels.data);
    expect(ahead.failed).toBe(levels.failed);
    if (ahead.error && levels.error) expect(ahead.error).toEqual(levels.error);
  });
  await fc.assert(same, { endOnFailure: true, ...runs });
}

async function answer(
  database: TestDatabase,
  { text, variables }: RandomOperation,
  viewer: Viewer,
  lookAhead: boolean,
) {
  const { data, errors = [] } = await execute(database, text, variables, { viewer, lookAhead });
  // Which of several errors are told hangs on when their fields were read: one that leaves a null above it cuts the others off.
  const [only] = errors.length === 1 ? errors : [];
  const error = only && { message: only.message, ...only.extensions };
  return { data: JSON.stringify(data), failed: errors.length > 0, error };
}

/** By which lists they are found in, and as what. */
const LISTS = {
  Query: '{ articles people quotes utterances events organizations }',
  Article: '{ articles { nodes { quotes people organizations mentions reprints versions } } }',
  Person: '{ people { nodes { quotes articles affiliations articlesWritten mentions utterances } } }',
  Event: '{ events { nodes { articles participants } } }',
  Utterance: '{ utterances { nodes { printings wordings } } }',
};

async function cursorsOf(database: TestDatabase, type: string, query: string): Promise<[string, string[]][]> {
  const fields = [...query.matchAll(/\w+(?= [\w}])(?! \{)/g)].map(([field]) => field);
  const text = query.replaceAll(/\w+(?= [\w}])(?! \{)/g, (field) => `${field} { edges { cursor } }`);
  const { data } = await execute(database, text);
  return fields.map((field) => {
    const found: string[] = [];
    JSON.stringify(data, (key, value) => {
      if (key === field) for (const { cursor } of value.edges ?? []) found.push(cursor);
      return value;
    });
    return [`${type}.${field}`, found];
  });
}

async function whatIsKnown(database: TestDatabase): Promise<Known> {
  const cursors = await Promise.all(
    Object.entries(LISTS).map(([type, query]) => cursorsOf(database, type, query)),
  );
  const ofType = (type: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => id(type, from + i));
  const ids = {
    article: ofType('Article', 1, 10),
    person: [...ofType('Person', 1, 5), id('Person', 99)],
    organization: ofType('Organization', 6, 9),
    quote: ofType('Quote', 1, 30),
    event: ofType('Event', 1, 6),
    utterance: ofType('Utterance', 1, 5),
  };
  return { ids: { ...ids, node: Object.values(ids).flat() }, cursors: Object.fromEntries(cursors.flat()) };
}
