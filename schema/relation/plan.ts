import {
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
} from 'graphql';
import type { AnyToMany, Source } from '../../db/relation.ts';
import type { Tree } from '../../db/tree.ts';
import { askedOf, firstOf, type ListArguments, WHOLE_LIST } from './request.ts';
import { Sapling } from './sapling.ts';
import { columnOf, type Related, relatedBy, selectOf, type With } from './select.ts';
import { type Asking, fieldsAsked, possibleTypes } from './selection.ts';
import { isRowOf } from './sources.ts';

type Field = GraphQLField<unknown, unknown>;

/** More branches than this in one statement cost Postgres more to plan than they save; loaders read the rest. */
const MAX_BRANCHES = 40;

/** Turns selections into trees. What it passes over, the resolvers load for themselves. */
export class Planner {
  readonly #asking: Asking;
  #branches = 0;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** What is selected of rows. `once`: each row stands in the answer once at most. */
  rows(source: Source, type: GraphQLNamedType, nodes: readonly FieldNode[], once: boolean): Tree {
    const tree = new Sapling(source, once);
    this.#grow(tree, type, nodes);
    return tree.grown();
  }

  /** What is selected of the rows of a connection; null: no rows are. */
  connection(source: Source, field: Field, nodes: readonly FieldNode[], once: boolean): Tree | null {
    const tree = new Sapling(source, once);
    const { rows, ends } = this.#connection(tree, field, nodes);
    return rows ? { ...tree.grown(), ends } : null;
  }

  #grow(tree: Sapling, type: GraphQLNamedType, nodes: readonly FieldNode[]): void {
    const possible = possibleTypes(type, this.#asking);
    const rows = possible.filter(({ name }) => isRowOf(name, tree.source, this.#asking.schema));
    // Where no relation leads to any of them, the field says it by resolving to them.
    for (const object of rows.length > 0 ? rows : possible) {
      for (const same of fieldsAsked(object, nodes, this.#asking).values()) this.#field(tree, object, same);
    }
  }

  #field(tree: Sapling, object: GraphQLObjectType, nodes: readonly FieldNode[]): void {
    const name = (nodes[0] as FieldNode).name.value;
    const field = object.getFields()[name];
    if (!field) return;
    const column = columnOf(field);
    const related = relatedBy(field);
    const select = selectOf(field);
    if (column !== undefined) tree.want(column);
    else if (related) this.#related(tree, field, related, nodes);
    else if (select) {
      for (const own of select.columns ?? []) tree.want(own);
      for (const one of select.with ?? []) this.#with(tree, one, field, nodes);
    } else if (name !== 'id' || !isNode(object)) tree.wantAll();
  }

  #related(tree: Sapling, field: Field, related: Related, nodes: readonly FieldNode[]): void {
    const { relation } = related;
    tree.want(relation.column);
    if (related.kind === 'connection') {
      this.#page(tree, field, related.relation, nodes, related.filtered);
    } else {
      this.#with(tree, { relation, selected: true }, field, nodes);
    }
  }

  #with(tree: Sapling, asked: With, field: Field, nodes: readonly FieldNode[]): void {
    const { relation } = asked;
    tree.want(relation.column);
    if (!this.#mayBranch()) return;
    const below =
      relation.kind === 'one'
        ? tree.one(relation)
        : tree.rowsOf(relation, firstOf(relation, asked.first ?? WHOLE_LIST));
    for (const column of asked.columns ?? []) below.want(column);
    if (asked.selected) this.#grow(below, getNamedType(field.type), nodes);
    else if (!asked.columns) below.wantAll();
    for (const one of asked.with ?? []) this.#with(below, one, field, nodes);
  }

  #page(
    tree: Sapling,
    field: Field,
    relation: AnyToMany,
    nodes: readonly FieldNode[],
    filtered: boolean,
  ): void {
    const args = this.#argumentsOf(field, nodes[0] as FieldNode);
    if (!args || (filtered && args.filter) || !this.#mayBranch()) return;
    const asked = askedIfGood(relation, args);
    if (!asked) return;
    const branch = tree.many(relation, asked);
    const below = branch.below ?? tree.below(relation);
    const wanted = this.#connection(below, field, nodes);
    if (wanted.rows) branch.below = below;
    branch.positions ||= wanted.cursors;
    branch.ends ||= wanted.ends;
    // One count for each row costs more than a loader's, which counts once for all that are the same.
    branch.count ||= wanted.count && tree.once;
  }

  /** Grows what is asked of its nodes, and tells which other parts are. */
  #connection(below: Sapling, field: Field, nodes: readonly FieldNode[]) {
    const type = getNamedType(field.type) as GraphQLObjectType;
    const wanted = { rows: false, cursors: false, ends: false, count: false };
    for (const same of fieldsAsked(type, nodes, this.#asking).values()) {
      const name = (same[0] as FieldNode).name.value;
      const part = type.getFields()[name];
      if (!part) continue;
      if (name === 'totalCount') wanted.count = true;
      else {
        wanted.rows = true;
        if (name === 'nodes') this.#grow(below, getNamedType(part.type), same);
        else if (name === 'edges') this.#edges(below, part, same, wanted);
        else wanted.ends = wanted.cursors = true;
      }
    }
    return wanted;
  }

  #edges(below: Sapling, field: Field, nodes: readonly FieldNode[], wanted: { cursors: boolean }): void {
    const type = getNamedType(field.type) as GraphQLObjectType;
    for (const same of fieldsAsked(type, nodes, this.#asking).values()) {
      const name = (same[0] as FieldNode).name.value;
      const part = type.getFields()[name];
      if (name === 'node' && part) this.#grow(below, getNamedType(part.type), same);
      else wanted.cursors = true;
    }
  }

  #argumentsOf(field: Field, node: FieldNode): ListArguments | null {
    try {
      return getArgumentValues(field, node, this.#asking.variableValues);
    } catch {
      return null;
    }
  }

  #mayBranch(): boolean {
    this.#branches += 1;
    return this.#branches <= MAX_BRANCHES;
  }
}

/** Null: the resolver will say what is wrong with the arguments. */
function askedIfGood(relation: AnyToMany, args: ListArguments) {
  try {
    return askedOf(relation, args, null);
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function isNode(object: GraphQLObjectType): boolean {
  return object.getInterfaces().some(({ name }) => name === 'Node');
}
