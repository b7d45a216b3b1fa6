import {
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
} from 'graphql';
import { type Cost, costOf, isOfParent, PART } from '../../../schema/cost.ts';

type AnyField = GraphQLField<unknown, unknown>;

/** A row read, as an object of its own in the answer: the unit of all prices. */
const ROW = 1;
/** Of lists that nothing is said of: an article's own bylines, a quote's speakers. */
const ASSUMED_SIZE = 3;

export type FieldCost = Required<Omit<Cost, 'slicingArguments'>> & Pick<Cost, 'slicingArguments'>;

const META: Readonly<Record<string, Cost>> = {
  __typename: { weight: 0 },
  /** All of the schema takes as long as an answer of so many rows. */
  __schema: { weight: 300, itemWeight: 0, whole: true },
  __type: { weight: 10, itemWeight: 0, whole: true },
};

/** What is declared of a field, and what its type says where nothing is. */
export function fieldCost(field: AnyField): FieldCost {
  const declared = META[field.name] ?? costOf(field);
  const isPart = isOfParent(field) ?? !isCompositeType(getNamedType(field.type));
  return {
    weight: isOne(field) ? 0 : ROW,
    itemWeight: ROW,
    ...(isPart && PART),
    assumedSize: ASSUMED_SIZE,
    textWeight: 0,
    whole: false as never,
    ...declared,
  };
}

/** Whether all of its weight is that of the one thing it gives. */
function isOne(field: AnyField): boolean {
  return isCompositeType(getNamedType(field.type)) && !isPage(field) && !isCompositeList(field.type);
}

/** A connection as Relay has it: https://relay.dev/graphql/connections.htm#sec-Arguments */
export function isPage({ args }: AnyField): boolean {
  return args.some(({ name }) => name === 'first') && args.some(({ name }) => name === 'last');
}

export function isCompositeList(type: GraphQLOutputType): boolean {
  return isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
}
