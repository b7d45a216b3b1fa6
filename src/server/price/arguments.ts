import {
  type ArgumentNode,
  type FieldNode,
  type GraphQLField,
  getNamedType,
  isInputObjectType,
} from 'graphql';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE } from '../../../schema/relation/page.ts';
import { type Given, givenOf, inputWeight, known, resolved, textLength, type Variables } from './given.ts';
import type { Step } from './step.ts';
import { type FieldCost, isCompositeList } from './weights.ts';

type AnyField = GraphQLField<unknown, unknown>;
type Size = Pick<Step, 'size' | 'sizedBy'>;

/** How many items a field gives. */
export function sizeBy(field: AnyField, node: FieldNode, cost: FieldCost, role: Step['role']): Size {
  if (role === 'page') return pageSize(node);
  if (role !== 'field') return { size: known(1), sizedBy: null };
  const [sizedBy] = cost.slicingArguments ?? [];
  if (sizedBy !== undefined) {
    return { size: map([argument(node, sizedBy)], ([ids]) => sizeOfList(ids)), sizedBy };
  }
  if (isCompositeList(field.type)) return { size: known(cost.assumedSize), sizedBy: null };
  return { size: known(1), sizedBy: null };
}

/** More than a page can hold is refused where the page is read. */
function pageSize(node: FieldNode): Size {
  const given = [argument(node, 'last'), argument(node, 'first')];
  const size = map(given, ([last, first]) => within(last ?? first ?? DEFAULT_PAGE_SIZE));
  const sizedBy = node.arguments?.some(({ name }) => name.value === 'last') ? 'last' : 'first';
  return { size, sizedBy };
}

function within(size: unknown): number {
  return typeof size === 'number' ? Math.min(Math.max(size, 0), MAX_PAGE_SIZE) : DEFAULT_PAGE_SIZE;
}

function sizeOfList(list: unknown): number {
  return Array.isArray(list) ? Math.min(list.length, MAX_PAGE_SIZE) : 1;
}

/** What the field and its arguments cost once. */
export function argumentWeight(field: AnyField, node: FieldNode, cost: FieldCost): Given<number> {
  const weighed = (node.arguments ?? []).flatMap(({ name, value }: ArgumentNode) => {
    const type = field.args.find((arg) => arg.name === name.value)?.type;
    const hasWeight = cost.textWeight > 0 || (type && isInputObjectType(getNamedType(type)));
    return hasWeight ? [{ type, value: givenOf(value) }] : [];
  });
  if (weighed.length === 0) return known(cost.weight);
  return map(
    weighed.map(({ value }) => value),
    (given) => {
      let sum = cost.weight;
      given.forEach((value, i) => {
        const type = weighed[i]?.type;
        if (type) sum += inputWeight(type, value);
        sum += (textLength(value) / 1_000) * cost.textWeight;
      });
      return sum;
    },
  );
}

function argument(node: FieldNode, name: string): Given<unknown> {
  return givenOf(node.arguments?.find((arg) => arg.name.value === name)?.value);
}

function map<W>(givens: readonly Given<unknown>[], use: (values: unknown[]) => W): Given<W> {
  const values = (variables: Variables) => use(givens.map((given) => resolved(given, variables)));
  return givens.every((given) => 'known' in given) ? known(values({})) : { from: values };
}
