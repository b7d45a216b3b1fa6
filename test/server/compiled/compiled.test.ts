import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLSchema,
  GraphQLString,
  Kind,
  type OperationDefinitionNode,
  parse,
  GraphQLSchema as Schema,
} from 'graphql';
import { describe, expect, it, vi } from 'vitest';
import { CompiledExecutor } from '../../../src/server/compiled/executor.ts';
import { expectSameResults } from './both-executors.ts';
import { failingSchema } from './failing-schema.ts';

describe('an operation that is compiled gives what the general executor gives', () => {
  it('to the byte, errors in their order, where nothing is waited for', () =>
    expectSameResults(false, { numRuns: 25, seed: 11 }));

  it('where promises and values stand side by side', () =>
    expectSameResults(true, { numRuns: 25, seed: 12 }));
});

function runnerOf(schema: GraphQLSchema, text: string) {
  const document = parse(text);
  const node = document.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const executor = new CompiledExecutor(schema);
  const run = (context: object = {}, variables = {}, signal = new AbortController().signal) =>
    executor.run({ document, node, variables, context, signal });
  return run;
}

describe('what is left to the general executor', () => {
  const schema = failingSchema(false);
  const context = { fate: () => 50 };

  it.each([
    ['introspection', '{ __schema { queryType { name } } }'],
    ['a key that no object can have', '{ __proto__: text }'],
    ['variables that are wrong', 'query ($n: Int!) { count(first: $n) }'],
    [
      'too many fields',
      `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: any { ... on Named { text } }`).join(' ')} ${'any { ... on Thing { '.repeat(8)} text ${'} }'.repeat(8)} ${Array.from({ length: 2_000 }, (_, i) => `b${i}: text`).join(' ')} }`,
    ],
  ])('is %s', (_, text) => {
    expect(runnerOf(schema, text)(context)).toBeNull();
  });

  it('is an operation whose variables choose its fields in more ways than are kept', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const declared = names.map((name) => `$${name}: Boolean!`).join(', ');
    const run = runnerOf(
      schema,
      `query (${declared}) { ${names.map((name) => `${name}: text @include(if: $${name})`).join(' ')} }`,
    );
    let compiled = 0;
    for (let choice = 0; choice < 32; choice++) {
      const variables = Object.fromEntries(names.map((name, i) => [name, Boolean(choice & (1 << i))]));
      const result = await run(context, variables);
      if (!result) continue;
      compiled++;
      expect(Object.keys(result.data ?? {})).toEqual(names.filter((name) => variables[name]));
    }
    expect(compiled).toBe(16);
  });
});

it('leaves no failure unheard: a value that fails at once beside promises that fail later', async () => {
  const fails = (ms: number) => ({ text: () => sleep(ms).then(() => Promise.reject(new Error('later'))) });
  const Item = new GraphQLObjectType({
    name: 'Item',
    fields: { text: { type: new GraphQLNonNull(GraphQLString) } },
  });
  const items = {
    type: new GraphQLList(new GraphQLNonNull(Item)),
    resolve: () => [fails(1), fails(2), null],
  };
  const query = new GraphQLObjectType({ name: 'Query', fields: { items } });
  expect(await runnerOf(new Schema({ query }), '{ items { text } }')()).toMatchObject({
    data: { items: null },
    errors: [{ message: 'Cannot return null for non-nullable field Query.items.', path: ['items', 2] }],
  });
  // One that nobody hears of would fail the run.
  await sleep(5);
});

it('runs the fields of a mutation one after another, and begins none after an abort', async () => {
  const done: string[] = [];
  const abort = new AbortController();
  const change = {
    type: GraphQLString,
    args: { name: { type: GraphQLString } },
    resolve: async (_: unknown, { name }: { name: string }) => {
      await sleep(name === 'a' ? 3 : 1);
      done.push(name);
      if (name === 'b') abort.abort(new Error('gone'));
      return name;
    },
  };
  const query = new GraphQLObjectType({ name: 'Query', fields: { text: { type: GraphQLString } } });
  const mutation = new GraphQLObjectType({ name: 'Mutation', fields: { change } });
  const text = 'mutation { a: change(name: "a") b: change(name: "b") c: change(name: "c") }';
  const run = runnerOf(new Schema({ query, mutation }), text);
  await expect(run({}, {}, abort.signal)).rejects.toThrow('gone');
  await sleep(5);
  expect(done).toEqual(['a', 'b']);
});

describe('an abort', () => {
  const resolved = vi.fn(() => 'later');
  const release: (() => void)[] = [];
  const wait = () => new Promise<object>((resolve) => release.push(() => resolve({})));
  const Later: GraphQLObjectType = new GraphQLObjectType({
    name: 'Later',
    fields: () => ({ text: { type: GraphQLString, resolve: resolved } }),
  });
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: { now: { type: GraphQLString, resolve: () => 'now' }, later: { type: Later, resolve: wait } },
  });

  it('ends the operation with its reason, and no field is resolved after it', async () => {
    const run = runnerOf(new Schema({ query }), '{ now later { text } }');
    const abort = new AbortController();
    const running = run({}, {}, abort.signal);
    const reason = new Error('gone');
    abort.abort(reason);
    await expect(running).rejects.toBe(reason);
    for (const done of release) done();
    await setImmediate();
    expect(resolved).not.toHaveBeenCalled();
  });

  it('before the start lets nothing begin', async () => {
    const run = runnerOf(new Schema({ query }), '{ later { text } }');
    release.length = 0;
    await expect(run({}, {}, AbortSignal.abort(new Error('gone before')))).rejects.toThrow('gone before');
    expect(release).toEqual([]);
  });
});
