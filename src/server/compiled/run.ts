import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  locatedError,
  type OperationDefinitionNode,
} from 'graphql';

export type Path = GraphQLResolveInfo['path'];

/** An operation that is being run. */
export interface Run {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
  readonly signal: AbortSignal;
  readonly errors: GraphQLError[];
  /** Whether parts of the answer may be text already. */
  readonly writes: boolean;
  /** Whether one is. */
  wrote: boolean;
  /** By the field's place in the compiled operation. */
  readonly args: (Readonly<Record<string, unknown>> | undefined)[];
  /** What a writer makes of them, by the same place. */
  readonly questions: unknown[];
}

/** Makes of what a resolver gave what stands in the answer, or a promise of it. Throws as the field fails. */
export type Complete = (run: Run, value: unknown, path: Path, info: GraphQLResolveInfo) => unknown;

/** A field in its place: all that does not depend on the run. */
export interface Field {
  readonly key: string;
  readonly index: number;
  readonly parentType: GraphQLObjectType;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  /** Null: its arguments hang on variables. They are worked out when they are wanted first. */
  readonly fixed: { args: Readonly<Record<string, unknown>> | null } | null;
  readonly resolve: NonNullable<GraphQLField<unknown, unknown>['resolve']>;
  /** What it is of its parent, where it is a leaf and has no resolver of its own. */
  readonly property: string | null;
  /** Whether its resolver, or what completes its value, may take what is told of its place. */
  readonly asksInfo: boolean;
  readonly nullable: boolean;
  /** Its value lies under no path but its own. */
  readonly isLeaf: boolean;
  readonly complete: Complete;
  /** What is selected of each type that it can give. */
  readonly below: ReadonlyMap<string, Selection>;
  /** Makes its part of the answer without rows and objects. */
  readonly writer: Writer | null;
}

export interface Writer {
  /** Null: the field is to be resolved. */
  write(run: Run, field: Field, source: unknown): unknown;
}

/** What resolvers are told; most ask for none of it, so that nothing is made before it is asked for. */
class Info {
  readonly #run: Run;
  readonly #field: Field;
  readonly #prev: Path | undefined;

  constructor(run: Run, field: Field, prev: Path | undefined) {
    this.#run = run;
    this.#field = field;
    this.#prev = prev;
  }

  get fieldName(): string {
    return this.#field.definition.name;
  }
  get fieldNodes(): readonly FieldNode[] {
    return this.#field.nodes;
  }
  get returnType(): GraphQLOutputType {
    return this.#field.definition.type;
  }
  get parentType(): GraphQLObjectType {
    return this.#field.parentType;
  }
  get path(): Path {
    return pathOf(this.#field, this.#prev);
  }
  get schema(): GraphQLSchema {
    return this.#run.schema;
  }
  get fragments() {
    return this.#run.fragments as Record<string, FragmentDefinitionNode>;
  }
  get rootValue(): unknown {
    return undefined;
  }
  get operation(): OperationDefinitionNode {
    return this.#run.operation;
  }
  get variableValues() {
    return this.#run.variables as Record<string, unknown>;
  }
  get signal(): AbortSignal {
    return this.#run.signal;
  }
}

function pathOf({ key, parentType }: Field, prev: Path | undefined): Path {
  return { prev, key, typename: parentType.name };
}

/** The fields of an object, and the object before it has values: what is copied from it has its size at once. */
export interface Selection {
  readonly fields: readonly Field[];
  readonly blank: Readonly<Record<string, unknown>>;
}

export function isPromise(value: unknown): value is Promise<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}

/** https://spec.graphql.org/October2021/#ExecuteSelectionSet(); the object at once, where nothing is waited for. */
export function runSelection(
  run: Run,
  { fields, blank }: Selection,
  source: unknown,
  path: Path | undefined,
): object | Promise<object> {
  const results: Record<string, unknown> = { ...blank };
  let pending: Promise<void>[] | null = null;
  try {
    for (const field of fields) {
      const value = runField(run, field, source, path);
      if (isPromise(value)) {
        pending ??= [];
        pending.push(settled(results, field.key, value));
      } else {
        results[field.key] = value;
      }
    }
  } catch (error) {
    if (!pending) throw error;
    return failedAfter(pending, error);
  }
  return pending ? whole(pending, results) : results;
}

// Functions of their own: one that makes a closure, even one that is not come to, pays for it at each call.

async function settled(results: Record<string, unknown>, key: string, value: Promise<unknown>) {
  results[key] = await value;
}

async function whole(pending: readonly Promise<void>[], results: object): Promise<object> {
  await Promise.all(pending);
  return results;
}

async function failedAfter(pending: readonly Promise<void>[], error: unknown): Promise<never> {
  await Promise.all(pending).catch(() => {});
  throw error;
}

/** One after another, as the fields of a mutation are; what an abort finds not begun does not begin. */
export async function runSerially(run: Run, { fields }: Selection, source: unknown): Promise<object> {
  const results: Record<string, unknown> = {};
  for (const field of fields) results[field.key] = await runField(run, field, source, undefined);
  return results;
}

export function runField(run: Run, field: Field, source: unknown, prev: Path | undefined): unknown {
  if (field.writer !== null && run.writes) {
    const written = field.writer.write(run, field, source);
    if (written !== null) return written;
  }
  try {
    if (field.property !== null && typeof source === 'object' && source !== null) {
      const value = (source as Record<string, unknown>)[field.property];
      if (typeof value !== 'function' && !isPromise(value))
        return field.complete(run, value, NOWHERE, UNASKED);
    }
    run.signal.throwIfAborted();
    const info = field.asksInfo ? (new Info(run, field, prev) as GraphQLResolveInfo) : UNASKED;
    const value = field.resolve(source, argsOf(run, field), run.context, info);
    if (!isPromise(value)) {
      const completed = field.complete(run, value, field.isLeaf ? NOWHERE : pathOf(field, prev), info);
      return isPromise(completed) ? fieldSettled(run, field, completed, prev) : completed;
    }
    return fieldCompleted(run, field, value, prev, info);
  } catch (error) {
    return fieldFailed(run, field, prev, error);
  }
}

function fieldSettled(run: Run, field: Field, completed: Promise<unknown>, prev: Path | undefined) {
  return completed.then(undefined, (error) => fieldFailed(run, field, prev, error));
}

function fieldCompleted(
  run: Run,
  field: Field,
  value: Promise<unknown>,
  prev: Path | undefined,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  return value
    .then((settled) => field.complete(run, settled, pathOf(field, prev), info))
    .then(undefined, (error) => fieldFailed(run, field, prev, error));
}

/** What a resolver is not given that does not take it. */
const UNASKED = undefined as unknown as GraphQLResolveInfo;

/** Of leaves, which nobody asks for. */
const NOWHERE: Path = { prev: undefined, key: '', typename: undefined };

function fieldFailed(run: Run, field: Field, prev: Path | undefined, error: unknown): null {
  return failed(run, error, field.nodes, pathOf(field, prev), field.nullable);
}

/** The same for all parents of the field. Throws what is wrong with them. */
export function argsOf(run: Run, { index, definition, nodes, fixed }: Field): Record<string, unknown> {
  if (fixed?.args) return fixed.args;
  let args = run.args[index];
  if (!args) {
    args = getArgumentValues(definition, nodes[0] as FieldNode, run.variables);
    run.args[index] = args;
    if (fixed) fixed.args = Object.freeze(args);
  }
  return args;
}

/** Null where the place can be null: https://spec.graphql.org/October2021/#sec-Handling-Field-Errors */
export function failed(
  run: Run,
  thrown: unknown,
  nodes: readonly FieldNode[],
  path: Path,
  nullable: boolean,
): null {
  const causes: readonly unknown[] = thrown instanceof AggregateError ? thrown.errors : [thrown];
  for (const cause of causes) {
    const error = locatedError(cause, nodes, keysOf(path));
    if (!nullable) throw error;
    run.errors.push(error);
  }
  return null;
}

function keysOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at; at = at.prev) keys.push(at.key);
  return keys.reverse();
}

/** What a scalar or an enum is served as. */
export function serialized(serialize: (value: unknown) => unknown, name: string, value: unknown): unknown {
  let result: unknown;
  try {
    result = serialize(value);
  } catch (error) {
    // A fault of ours, which is not for the asker to put right.
    throw error instanceof GraphQLError ? new Error(error.message) : error;
  }
  if (result === undefined || result === null) {
    throw new Error(`Wanted a value of ${name} that is not null; got ${result} for ${String(value)}.`);
  }
  return result;
}
