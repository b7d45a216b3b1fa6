import { normalizedExecutor } from '@graphql-tools/executor';
import fc from 'fast-check';
import {
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { expect } from 'vitest';
import { CompiledExecutor } from '../../../src/server/compiled/executor.ts';
import { type RandomOperation, randomOperation } from '../../support/random-operation.ts';
import { failingSchema, fateOf } from './failing-schema.ts';

export interface Results {
  /** Null: it was left to the general executor. */
  readonly compiled: ExecutionResult | null;
  readonly general: ExecutionResult;
}

/** An operation run twice, with a context of its own each time: compiled, and by the executor that runs any. */
export async function resultsOf(
  schema: GraphQLSchema,
  { text, variables }: RandomOperation,
  context: () => object,
): Promise<Results> {
  const document = parse(text);
  const node = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const { signal } = new AbortController();
  const executor = new CompiledExecutor(schema);
  const toRun = { document, node: node as OperationDefinitionNode, variables, context: context(), signal };
  const compiled = await executor.run(toRun);
  const general = (await normalizedExecutor({
    schema,
    document,
    variableValues: variables,
    contextValue: context(),
    signal,
  })) as ExecutionResult;
  return { compiled, general };
}

const operationsOf = (schema: GraphQLSchema) =>
  fc
    .record({
      operation: fc.gen().map((draw) => randomOperation(schema, { ids: {}, cursors: {} }, draw)),
      seed: fc.nat(),
    })
    .filter(({ operation }) => validate(schema, parse(operation.text)).length === 0);

/** Random operations against resolvers that fail, give null and wrong things. */
export async function expectSameResults(
  promises: boolean,
  runs: { readonly numRuns: number; readonly seed?: number },
): Promise<void> {
  const schema = failingSchema(promises);
  const same = fc.asyncProperty(operationsOf(schema), async ({ operation, seed }) => {
    const { compiled, general } = await resultsOf(schema, operation, () => ({ fate: fateOf(seed) }));
    expect(JSON.stringify(compiled?.data)).toBe(JSON.stringify(general.data));
    expect(Boolean(compiled?.errors)).toBe(Boolean(general.errors));
    // Which of several are told hangs on when their fields were read: one that leaves a null above it cuts the others off.
    const several = Number(general.errors?.length) > 1 || Number(compiled?.errors?.length) > 1;
    if (!promises || !several) expect(errorsOf(compiled)).toEqual(errorsOf(general));
  });
  await fc.assert(same, { ...runs, endOnFailure: true });
}

/** Messages of faults are for the log, and worded by whoever throws them. */
function errorsOf(result: ExecutionResult | null) {
  return result?.errors?.map(({ message, locations, path, extensions, originalError }) => {
    const given = /^(Fails|Refused|one|two|Given|Cannot return null|Int cannot|Enum "Colour" cannot)/.test(
      message,
    );
    // One that is not GraphQL's is masked.
    const masked = !(originalError instanceof GraphQLError);
    return { ...(given ? { message, masked } : { message: 'fault' }), locations, path, extensions };
  });
}
