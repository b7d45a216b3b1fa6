import type {
  FieldNullability,
  FieldRequiredness,
  InputFieldMap,
  InputType,
  SchemaTypes,
  TypeParam,
} from '@pothos/core';
import type { GraphQLField, GraphQLInputField } from 'graphql';
import { selectOf } from './relation/select.ts';

/**
 * What asking for a field costs beside what is selected on it, in rows read. The names are those of the cost directives, which
 * graphql-js does not print with a schema: https://ibm.github.io/graphql-specs/cost-spec.html
 */
export interface Cost {
  /** Once, whatever comes of it. */
  readonly weight?: number;
  /** How much each item of its list or page costs to find. */
  readonly itemWeight?: number;
  /** How many items a list has as a rule, where no argument says it. */
  readonly assumedSize?: number;
  /** A list whose length is that of the answer. */
  readonly slicingArguments?: readonly string[];
  /** For every 1,000 characters of text in its arguments. */
  readonly textWeight?: number;
  /** What is selected on it costs nothing more. */
  readonly whole?: true;
}

/** What naming a field of an input costs, such as words to look for. */
export interface InputCost {
  readonly weight: number;
}

/** To count up to 10,000 rows, in an index as a rule. */
export const COUNT = 20;

/** Part of something that was read anyway. */
export const PART = { weight: 0.1, itemWeight: 0.1 } as const;

declare global {
  export namespace PothosSchemaTypes {
    interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** For the price of operations; without it a field costs what its type does. */
      readonly cost?: Cost;
    }

    interface InputFieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      Type extends InputType<Types> | [InputType<Types>] = InputType<Types> | [InputType<Types>],
      Req extends FieldRequiredness<Type> = FieldRequiredness<Type>,
    > {
      /** For the price of operations; without it naming the field costs nothing. */
      readonly cost?: InputCost;
    }
  }
}

type AnyField = GraphQLField<unknown, unknown>;

export function costOf({ extensions }: AnyField): Cost {
  return (extensions.pothosOptions as { cost?: Cost } | undefined)?.cost ?? {};
}

export function inputCostOf({ extensions }: Pick<GraphQLInputField, 'extensions'>): number {
  return (extensions.pothosOptions as { cost?: InputCost } | undefined)?.cost?.weight ?? 0;
}

/** Whether its value is made of the parent's row alone, so that nothing is read for it; null where the field does not say. */
export function isOfParent(field: AnyField): boolean | null {
  const select = selectOf(field);
  return select ? select.with === undefined : null;
}
