import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { actualPrice } from './actual.ts';
import { compile, type Program } from './compile.ts';
import { type Variables, variablesOf } from './given.ts';
import { Evaluation } from './step.ts';

export interface Price {
  /** What is asked for, at most; a whole number, never less than 1. */
  readonly requested: number;
  /** What an answer with this data cost, at most `requested`. */
  actual(data: unknown): number;
  readonly program: Program;
  readonly variables: Variables;
}

export type PriceOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables | null | undefined,
) => Price;

/** Prices valid operations. What does not depend on variables is worked out once for each document. */
export function pricing(schema: GraphQLSchema): PriceOf {
  const programs = new WeakMap<OperationDefinitionNode, Program>();
  return (document, operation, given) => {
    let program = programs.get(operation);
    if (!program) {
      program = compile(schema, fragmentsOf(document), operation);
      programs.set(operation, program);
    }
    return priced(program, variablesOf(operation, given));
  };
}

function priced(program: Program, variables: Variables): Price {
  const units = new Evaluation(variables, program.slots).priceOfSelection(program.root);
  const requested = whole(units);
  return {
    requested,
    actual: (data) => Math.min(requested, whole(actualPrice(program, variables, data))),
    program,
    variables,
  };
}

/** Sums of tenths are a little more than they should be. */
function whole(units: number): number {
  return Math.max(1, Math.ceil(units - 1e-6));
}

function fragmentsOf({ definitions }: DocumentNode) {
  return new Map(
    definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
}
