import {
  type DirectiveNode,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { inputCostOf } from '../../../schema/cost.ts';

/** The variables of a request as they came; what does not fit its type is refused when the operation begins. */
export type Variables = Readonly<Record<string, unknown>>;

/** A value in a document: known from its text, or from the variables of each request. */
export type Given<V> = { readonly known: V } | { readonly from: (variables: Variables) => V };

export const known = <V>(value: V): Given<V> => ({ known: value });

export function resolved<V>(given: Given<V>, variables: Variables): V {
  return 'known' in given ? given.known : given.from(variables);
}

export function whenGiven<V, W>(given: Given<V>, use: (value: V) => W): Given<W> {
  return 'known' in given ? known(use(given.known)) : { from: (variables) => use(given.from(variables)) };
}

/** `undefined` where it is not given. */
export function givenOf(node: ValueNode | undefined, otherwise?: unknown): Given<unknown> {
  if (node === undefined) return known(otherwise);
  if (!usesVariables(node)) return known(valueFromASTUntyped(node));
  return {
    from: (variables) => {
      const value = valueFromASTUntyped(node, variables);
      return value === undefined ? otherwise : value;
    },
  };
}

function usesVariables(node: ValueNode): boolean {
  if (node.kind === Kind.VARIABLE) return true;
  if (node.kind === Kind.LIST) return node.values.some(usesVariables);
  return node.kind === Kind.OBJECT && node.fields.some(({ value }) => usesVariables(value));
}

/** With the defaults of the operation for those that did not come. */
export function variablesOf(
  operation: OperationDefinitionNode,
  given: Variables | null | undefined,
): Variables {
  const values: Record<string, unknown> = Object.create(null);
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    if (given && Object.hasOwn(given, name)) values[name] = given[name];
    else if (defaultValue) values[name] = valueFromASTUntyped(defaultValue);
  }
  return values;
}

/** Whether `@skip` and `@include` let something through; null: always. */
export function conditionOf(directives: readonly DirectiveNode[] = []): Given<boolean> | null {
  let condition: Given<boolean> | null = null;
  for (const { name, arguments: args } of directives) {
    if (name.value !== 'skip' && name.value !== 'include') continue;
    const wanted = name.value === 'include';
    const value = givenOf(args?.find((arg) => arg.name.value === 'if')?.value);
    condition = both(
      condition,
      whenGiven(value, (is) => is === wanted),
    );
  }
  return condition;
}

export function both(one: Given<boolean> | null, other: Given<boolean> | null): Given<boolean> | null {
  if (one === null || other === null) return one ?? other;
  if ('known' in one) return one.known ? other : one;
  if ('known' in other) return other.known ? one : other;
  return { from: (variables) => one.from(variables) && other.from(variables) };
}

export function either(one: Given<boolean> | null, other: Given<boolean> | null): Given<boolean> | null {
  if (one === null || other === null) return null;
  return { from: (variables) => resolved(one, variables) || resolved(other, variables) };
}

/** What naming fields costs in a value of an input type, at any depth. */
export function inputWeight(type: GraphQLInputType, value: unknown): number {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return 0;
  if (isListType(nullable)) {
    const items = Array.isArray(value) ? value : [value];
    return items.reduce((sum: number, item) => sum + inputWeight(nullable.ofType, item), 0);
  }
  if (!isInputObjectType(nullable) || typeof value !== 'object') return 0;
  const fields = nullable.getFields();
  let sum = 0;
  for (const [name, part] of Object.entries(value)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field && part !== null) sum += inputCostOf(field) + inputWeight(field.type, part);
  }
  return sum;
}

/** How many characters of text a value holds. */
export function textLength(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + textLength(part), 0);
}
