import fc from 'fast-check';
import { getOperationAST, parse } from 'graphql';
import { expect } from 'vitest';
import type { Viewer } from '../../../db/visible.ts';
import { schema } from '../../../schema/index.ts';
import { jsonOf, Written } from '../../../src/server/compiled/written.ts';
import { pricing } from '../../../src/server/price/price.ts';
import type { TestDatabase } from '../../support/database.ts';
import { contextOf } from '../../support/graphql.ts';
import { randomOperations } from '../../support/look-ahead.ts';
import type { RandomOperation } from '../../support/random-operation.ts';
import { resultsOf } from './both-executors.ts';

/** How much of the answer to an operation was written, which is to be what the general executor gives, at the same price. */
export async function expectSameWritten(
  database: TestDatabase,
  operation: RandomOperation,
  viewer: Viewer,
): Promise<{ readonly written: number; readonly objects: number }> {
  const { compiled, general } = await resultsOf(schema, operation, () => contextOf(database, { viewer }));
  if (!compiled) return { written: 0, objects: 0 };
  const { data = null } = compiled;
  expect(jsonOf({ data })).toBe(JSON.stringify({ data: general.data }));
  expect(JSON.stringify(data)).toBe(JSON.stringify(general.data));
  expect(Boolean(compiled.errors)).toBe(Boolean(general.errors));
  if (general.errors?.length === 1) expect(compiled.errors).toEqual(general.errors);
  const document = parse(operation.text);
  const price = pricing(schema)(document, getOperationAST(document)!, operation.variables);
  expect(price.actual(data)).toBe(price.actual(general.data));
  return partsOf(data);
}

/** The same of random operations, in which objects are to be written. */
export async function expectSameWhatever(
  database: TestDatabase,
  viewer: Viewer,
  runs: { readonly numRuns: number; readonly seed?: number },
): Promise<void> {
  const operations = await randomOperations(database);
  let written = 0;
  const same = fc.asyncProperty(operations, async (operation) => {
    const parts = await expectSameWritten(database, operation, viewer);
    written += parts.objects;
  });
  await fc.assert(same, { endOnFailure: true, ...runs });
  expect(written).toBeGreaterThan(runs.numRuns / 10);
}

function partsOf(value: unknown): { written: number; objects: number } {
  if (value instanceof Written)
    return { written: 1, objects: value.counts.reduce((sum, count) => sum + (count ?? 0), 0) };
  const parts = { written: 0, objects: 0 };
  if (typeof value !== 'object' || value === null) return parts;
  for (const part of Object.values(value)) {
    const { written, objects } = partsOf(part);
    parts.written += written;
    parts.objects += objects;
  }
  return parts;
}
