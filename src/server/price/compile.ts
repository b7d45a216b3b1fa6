import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { argumentWeight, sizeBy } from './arguments.ts';
import { both, conditionOf, either, type Given, known } from './given.ts';
import { Evaluation, type Selection, type Step } from './step.ts';
import { fieldCost, isPage } from './weights.ts';

type AnyField = GraphQLField<unknown, unknown>;
type Condition = Given<boolean> | null;
type Fragment = InlineFragmentNode | FragmentDefinitionNode;
/** One of the places that ask for a field under one name, and what lets it. */
interface Part {
  readonly node: { readonly selectionSet?: SelectionSetNode | undefined };
  readonly condition: Condition;
}
type Parts = readonly Part[];

/** What of an operation its price depends on: made once, for all requests with the same document. */
export interface Program {
  readonly operation: OperationDefinitionNode;
  readonly root: Selection;
  readonly slots: number;
}

const META_FIELDS: Readonly<Record<string, AnyField>> = {
  __typename: TypeNameMetaFieldDef,
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

export function compile(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  operation: OperationDefinitionNode,
): Program {
  const compiler = new Compiler(schema, fragments);
  const type = schema.getRootType(operation.operation);
  if (!type) throw new Error(`The schema has no ${operation.operation}.`);
  const root = compiler.selection(type, [{ node: operation, condition: null }], 'field');
  return { operation, root, slots: compiler.slots };
}

class Compiler {
  slots = 0;
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A field that several types share is made once, however many paths lead to it. */
  readonly #steps = new Map<string, Step>();
  readonly #conditions = new Map<SelectionNode, Condition>();
  readonly #conjunctions = new Map<string, Condition>();
  readonly #numbers = new Map<object | null, number>();

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  selection(type: GraphQLNamedType, parts: Parts, role: Step['role']): Selection {
    let leaves = 0;
    const steps: Step[] = [];
    for (const [key, { field, parts: asking }] of this.#fieldsOf(type, parts)) {
      const step = this.#stepOf(type, key, field, asking, role);
      if (step.selections.length === 0 && step.fixed !== null) leaves += step.fixed;
      else steps.push(step);
    }
    return { leaves, steps };
  }

  /** The fields of one name are one, as they are executed. */
  #fieldsOf(
    type: GraphQLNamedType,
    parts: Parts,
  ): ReadonlyMap<string, { readonly field: AnyField; readonly parts: Part[] }> {
    const fields = new Map<string, { field: AnyField; parts: Part[] }>();
    const spread = new Map<string, 'perhaps' | 'always'>();
    const visit = (selection: SelectionNode, above: Condition): void => {
      const condition = this.#both(above, this.#conditionOf(selection));
      if (condition && 'known' in condition && !condition.known) return;
      if (selection.kind === Kind.FIELD) {
        const field = fieldOf(type, selection);
        if (!field) return;
        const key = (selection.alias ?? selection.name).value;
        const same = fields.get(key);
        if (same) same.parts.push({ node: selection, condition });
        else fields.set(key, { field, parts: [{ node: selection, condition }] });
      } else if (selection.kind === Kind.INLINE_FRAGMENT) enter(selection, condition);
      else {
        // One that is spread again is let in whatever the conditions say: so it is entered twice in one place at most.
        const { value: name } = selection.name;
        const entered = spread.get(name);
        const isAlways = entered !== undefined || condition === null;
        spread.set(name, isAlways ? 'always' : 'perhaps');
        const fragment = entered === 'always' ? undefined : this.#fragments.get(name);
        if (fragment) enter(fragment, isAlways ? null : condition);
      }
    };
    const enter = ({ typeCondition, selectionSet }: Fragment, condition: Condition): void => {
      if (!this.#applies(type, typeCondition?.name.value)) return;
      for (const inner of selectionSet.selections) visit(inner, condition);
    };
    for (const { node, condition } of parts)
      for (const selection of node.selectionSet?.selections ?? []) visit(selection, condition);
    return fields;
  }

  #stepOf(type: GraphQLNamedType, key: string, field: AnyField, parts: Parts, role: Step['role']): Step {
    const name = [
      type.name,
      role,
      ...parts.flatMap(({ node, condition }) => [this.#number(node), this.#number(condition)]),
    ].join(' ');
    const made = this.#steps.get(name) ?? this.#step(key, field, parts, role);
    this.#steps.set(name, made);
    return made;
  }

  #step(key: string, field: AnyField, parts: Parts, above: Step['role']): Step {
    const cost = fieldCost(field);
    const node = parts[0]?.node as FieldNode;
    const type = getNamedType(field.type);
    const role = roleOf(field, above);
    // The rows of a page are paid for with the page.
    const isPaid = above === 'page' || (above === 'edges' && field.name === 'node');
    // What lets the one place in is said by the step itself.
    const below = parts.length > 1 ? parts : parts.map((part) => ({ ...part, condition: null }));
    const isLeaf = !isCompositeType(type) || cost.whole;
    const { size, sizedBy } = isLeaf ? NOTHING : sizeBy(field, node, cost, role);
    const step = {
      key,
      condition: parts.map(({ condition }) => condition).reduce(either),
      weight: argumentWeight(field, node, cost),
      size,
      sizedBy,
      itemWeight: isPaid ? 0 : cost.itemWeight,
      role,
      selections: isLeaf ? [] : this.#selections(type, below, role),
    };
    return this.#numbered(step);
  }

  #selections(type: GraphQLNamedType, parts: Parts, role: Step['role']): Selection[] {
    const types =
      isAbstractType(type) && this.#asksByType(type, parts) ? this.#schema.getPossibleTypes(type) : [type];
    return types.map((one) => this.selection(one, parts, role));
  }

  #numbered(step: Omit<Step, 'fixed' | 'slot'>): Step {
    const steps = step.selections.flatMap((selection) => selection.steps);
    const isFixed =
      [step.condition, step.weight, step.size].every((given) => given === null || 'known' in given) &&
      steps.every(({ fixed }) => fixed !== null);
    if (!isFixed) return { ...step, fixed: null, slot: this.slots++ };
    const evaluation = new Evaluation({}, 1);
    return { ...step, fixed: evaluation.priceOf({ ...step, fixed: null, slot: 0 }), slot: -1 };
  }

  #asksByType(type: GraphQLNamedType, parts: Parts): boolean {
    const seen = new Set<string>();
    const asks = ({ selections }: SelectionSetNode): boolean =>
      selections.some((selection) => {
        if (selection.kind === Kind.FIELD) return false;
        if (selection.kind === Kind.INLINE_FRAGMENT) return tells(selection);
        const { value: name } = selection.name;
        const fragment = seen.has(name) ? undefined : this.#fragments.get(name);
        seen.add(name);
        return fragment !== undefined && tells(fragment);
      });
    const tells = ({ typeCondition, selectionSet }: Fragment): boolean =>
      (typeCondition !== undefined && typeCondition.name.value !== type.name) || asks(selectionSet);
    return parts.some(({ node }) => node.selectionSet !== undefined && asks(node.selectionSet));
  }

  #conditionOf(selection: SelectionNode): Condition {
    if (!selection.directives || selection.directives.length === 0) return null;
    const made = this.#conditions.get(selection);
    if (made !== undefined) return made;
    const condition = conditionOf(selection.directives);
    this.#conditions.set(selection, condition);
    return condition;
  }

  /** The same object for the same two, by which steps are known again. */
  #both(one: Condition, other: Condition): Condition {
    if (one === null || other === null) return one ?? other;
    const name = `${this.#number(one)} ${this.#number(other)}`;
    const made = this.#conjunctions.get(name) ?? both(one, other);
    this.#conjunctions.set(name, made);
    return made;
  }

  #applies(type: GraphQLNamedType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true;
    const named = this.#schema.getType(condition);
    return isAbstractType(named) && !isAbstractType(type) && this.#schema.isSubType(named, type as never);
  }

  #number(object: object | null): number {
    const number = this.#numbers.get(object) ?? this.#numbers.size;
    this.#numbers.set(object, number);
    return number;
  }
}

function roleOf(field: AnyField, above: Step['role']): Step['role'] {
  if (isPage(field)) return 'page';
  if (above !== 'page') return 'field';
  return field.name === 'nodes' || field.name === 'edges' ? field.name : 'field';
}

const NOTHING = { size: known(0), sizedBy: null };

function fieldOf(type: GraphQLNamedType, { name: { value: name } }: FieldNode): AnyField | undefined {
  if (name.startsWith('__')) return META_FIELDS[name];
  return 'getFields' in type ? (type.getFields()[name] as AnyField | undefined) : undefined;
}
