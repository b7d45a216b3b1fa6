import { buildSchema, type DocumentNode } from 'graphql';
import { expect, it, vi } from 'vitest';
import { schema } from '../../schema/index.ts';
import { CompiledExecutor } from '../../src/server/compiled/executor.ts';
import { documentPreparer } from '../../src/server/documents.ts';
import { readPersistedDocuments } from '../../src/server/persisted.ts';
import { OPENNESS } from '../../src/server/profile.ts';
import { warmUp } from '../../src/server/warm-up.ts';
import { PERSISTED_PATH } from '../../src/server.ts';

const prepare = documentPreparer(schema, OPENNESS.public);

it('makes the documents of the generated client ready within half a second', async () => {
  const persisted = await readPersistedDocuments(PERSISTED_PATH);
  expect(persisted.size).toBeGreaterThan(5);
  expect(warmUp(persisted, prepare, new CompiledExecutor(schema))).toBe(persisted.size);
});

it('lays out what its variables leave alone, and passes over documents that are wrong', () => {
  const compiled = new CompiledExecutor(schema);
  const layOut = vi.spyOn(compiled, 'layOut');
  const persisted = new Map([
    ['a', 'query A { articles { nodes { id } } } mutation B { __typename }'],
    ['b', 'query C($yes: Boolean!) { articles @include(if: $yes) { nodes { id } } }'],
    ['c', '{ nothing }'],
    ['d', '{'],
    ['e', 'subscription { articleChanged { id } }'],
  ]);
  expect(warmUp(persisted, prepare, compiled)).toBe(5);
  expect(layOut.mock.calls.map(([, node]) => node.name?.value)).toEqual(['A', 'B', 'C']);
});

it('stops when its time is up', () => {
  const prepares = vi.fn(() => ({ document: {} as DocumentNode, errors: [] }));
  const compiled = new CompiledExecutor(buildSchema('type Query { a: Int }'));
  expect(warmUp(new Map([['a', '{ a }']]), prepares, compiled, -1)).toBe(0);
  expect(prepares).not.toHaveBeenCalled();
});
