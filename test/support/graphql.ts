import { type ExecutionResult, graphql } from 'graphql';
import type { Database } from '../../db/client.ts';
import type { Scope } from '../../db/tables.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/index.ts';
import { curationOf } from '../../src/ingest/curate/curation.ts';

/** Executes against the schema itself; what HTTP adds is tested in test/server. */
export async function execute(
  database: Pick<Database, 'db'>,
  source: string,
  variables: Record<string, unknown> = {},
  context: Partial<Context> = {},
): Promise<ExecutionResult> {
  return graphql({
    schema,
    source,
    variableValues: variables,
    contextValue: contextOf(database, context),
  });
}

/** Of a reader among the public. */
export function contextOf({ db }: Pick<Database, 'db'>, context: Partial<Context> = {}): Context {
  return {
    db,
    viewer: PUBLIC_VIEWER,
    signal: null,
    scopes: new Set<Scope>(['read']),
    callerName: null,
    requestId: 'test',
    ingest: () => Promise.reject(new Error('This test ingests nothing.')),
    curation: curationOf(db),
    live: () => Promise.reject(new Error('This test listens to nothing.')),
    ...context,
  };
}

/** As loose as JSON: which fields there are, the query says. */
type Answer = ReturnType<typeof JSON.parse>;

/** The data of a query that must not fail. */
export async function dataOf(
  database: Pick<Database, 'db'>,
  source: string,
  variables?: Record<string, unknown>,
): Promise<Answer> {
  const { data, errors } = await execute(database, source, variables);
  if (errors) throw new AggregateError(errors, errors.map((error) => error.message).join('\n'));
  return data;
}

/** The codes of the errors of a query that must fail. */
export async function codesOf(
  database: Pick<Database, 'db'>,
  source: string,
  variables?: Record<string, unknown>,
): Promise<unknown[]> {
  const { errors = [] } = await execute(database, source, variables);
  return errors.map((error) => error.extensions.code);
}
