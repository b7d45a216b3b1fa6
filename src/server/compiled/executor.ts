import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  GraphQLID,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  GraphQLString,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { Compiler, NotCompiled } from './compile.ts';
import { type Run, runSelection, runSerially, type Selection } from './run.ts';
import { markPartlyWritten } from './written.ts';

type Variables = Readonly<Record<string, unknown>>;

export interface ToRun {
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly variables: Variables | null | undefined;
  readonly context: unknown;
  readonly signal: AbortSignal;
}

/** An operation whose fields, by the choice that variables make of them, are laid out when they are wanted first. */
interface Compiled {
  readonly fragments: Run['fragments'];
  readonly selection: Selection;
}

/** Choices of one operation that are kept; a client that makes more has the general executor. */
const CHOICES_AT_MOST = 16;

interface Known {
  /** That `@include` and `@skip` hang on. */
  readonly conditions: readonly string[];
  readonly choices: Map<string, Compiled | null>;
  /** Its variables, where all are texts: what comes as a text is what it is coerced to. */
  readonly texts: readonly string[] | null;
}

/**
 * Runs operations without looking up each time what does not change from one run to the next: which fields there are, of what
 * types, with which resolvers. Null: the general executor is to run it. What is known of a document is forgotten with it.
 */
export class CompiledExecutor {
  readonly #schema: GraphQLSchema;
  readonly #known = new WeakMap<OperationDefinitionNode, Known>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  run(toRun: ToRun): Promise<ExecutionResult> | null {
    const { document, node, context, signal } = toRun;
    if (node.operation === 'subscription') return null;
    const known = this.#knownOf(document, node);
    const variables = this.#variablesOf(node, known, toRun.variables ?? {});
    // The general executor says what is wrong with them.
    if (!variables) return null;
    const compiled = this.#compiledOf(document, node, known, variables);
    if (!compiled) return null;
    const { selection, fragments } = compiled;
    const run: Run = {
      schema: this.#schema,
      operation: node,
      fragments,
      variables,
      context,
      signal,
      errors: [],
      writes: node.operation === 'query',
      wrote: false,
      args: [],
      questions: [],
    };
    return untilAborted(signal, resultOf(run, selection));
  }

  /** Lays an operation out before it is asked for, where its variables choose none of its fields. */
  layOut(document: DocumentNode, node: OperationDefinitionNode): void {
    const known = this.#knownOf(document, node);
    if (known.conditions.length === 0) this.#compiledOf(document, node, known, {});
  }

  #knownOf(document: DocumentNode, node: OperationDefinitionNode): Known {
    let known = this.#known.get(node);
    if (!known) {
      const texts = textsOf(this.#schema, node);
      known = { conditions: conditionsOf(document), choices: new Map(), texts };
      this.#known.set(node, known);
    }
    return known;
  }

  #variablesOf(node: OperationDefinitionNode, { texts }: Known, given: Variables): Variables | undefined {
    const asTheyCame = texts && textsIn(given, texts);
    if (asTheyCame) return asTheyCame;
    return getVariableValues(this.#schema, node.variableDefinitions ?? [], given, { maxErrors: 1 }).coerced;
  }

  #compiledOf(
    document: DocumentNode,
    node: OperationDefinitionNode,
    { conditions, choices }: Known,
    variables: Variables,
  ): Compiled | null {
    const choice = conditions.map((name) => (variables[name] ? '1' : '0')).join('');
    const known = choices.get(choice);
    if (known !== undefined || choices.size >= CHOICES_AT_MOST) return known ?? null;
    const compiled = compile(this.#schema, document, node, variables);
    choices.set(choice, compiled);
    return compiled;
  }
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  node: OperationDefinitionNode,
  variables: Variables,
): Compiled | null {
  try {
    const compiler = new Compiler(schema, document, variables);
    return { selection: compiler.operation(node), fragments: compiler.fragments };
  } catch (error) {
    if (error instanceof NotCompiled) return null;
    throw error;
  }
}

function textsOf(schema: GraphQLSchema, node: OperationDefinitionNode): readonly string[] | null {
  const names: string[] = [];
  for (const { variable, type } of node.variableDefinitions ?? []) {
    const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
    if (named.kind !== Kind.NAMED_TYPE) return null;
    const scalar = schema.getType(named.name.value);
    if (scalar !== GraphQLString && scalar !== GraphQLID) return null;
    names.push(variable.name.value);
  }
  return names;
}

/** Null where one of them is not there, or no text. */
function textsIn(given: Variables, names: readonly string[]): Variables | null {
  const texts: Record<string, unknown> = Object.create(null);
  for (const name of names) {
    const value = Object.hasOwn(given, name) ? given[name] : null;
    if (typeof value !== 'string') return null;
    texts[name] = value;
  }
  return texts;
}

/** The variables that say which fields there are. */
function conditionsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const conditional = [GraphQLIncludeDirective.name, GraphQLSkipDirective.name];
  visit(document, {
    [Kind.DIRECTIVE]: ({ name, arguments: args }) => {
      if (!conditional.includes(name.value)) return;
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

async function resultOf(run: Run, selection: Selection): Promise<ExecutionResult> {
  try {
    const runAll = run.operation.operation === 'mutation' ? runSerially : runSelection;
    const data = (await runAll(run, selection, undefined, undefined)) as Record<string, unknown>;
    if (run.wrote) markPartlyWritten(data);
    return run.errors.length === 0 ? { data } : { errors: run.errors, data };
  } catch (error) {
    return { errors: [...run.errors, error as GraphQLError], data: null };
  }
}

/** Rejects with the reason of the abort, whatever still runs. */
function untilAborted<V>(signal: AbortSignal, running: Promise<V>): Promise<V> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    const end = () => {
      signal.removeEventListener('abort', abort);
      resolve(running);
    };
    running.then(end, end);
  });
}
