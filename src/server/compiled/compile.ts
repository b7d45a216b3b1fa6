import {
  type DocumentNode,
  defaultFieldResolver,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  GraphQLBoolean,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLString,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
} from 'graphql';
import { fieldsAsked } from '../../../schema/relation/selection.ts';
import {
  type Complete,
  type Field,
  failed,
  isPromise,
  type Path,
  type Run,
  runSelection,
  serialized,
} from './run.ts';

/** What can't be compiled is left to the executor that runs any operation. */
export class NotCompiled extends Error {}

/** Each member of an interface or union has fields of its own, and so at each level: more than this are not worth it. */
const FIELDS_AT_MOST = 2_000;

/** The fields of an operation, for one choice of what `@include` and `@skip` leave of it. */
export class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  #fields = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
    this.#schema = schema;
    this.#variables = variables;
    this.fragments = Object.fromEntries(
      document.definitions
        .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
        .map((node) => [node.name.value, node]),
    );
  }

  operation(node: OperationDefinitionNode): readonly Field[] {
    const root = this.#schema.getRootType(node.operation);
    if (!root) throw new NotCompiled(`The schema has no ${node.operation}`);
    return this.#selection(root, [node as unknown as FieldNode]);
  }

  #selection(type: GraphQLObjectType, parents: readonly FieldNode[]): readonly Field[] {
    const asking = {
      schema: this.#schema,
      fragments: this.fragments as Record<string, FragmentDefinitionNode>,
      variableValues: this.#variables as Record<string, unknown>,
    };
    return [...fieldsAsked(type, parents, asking)].map(([key, nodes]) => this.#field(key, type, nodes));
  }

  #field(key: string, parentType: GraphQLObjectType, nodes: readonly FieldNode[]): Field {
    const name = (nodes[0] as FieldNode).name.value;
    const definition = name === '__typename' ? TypeNameMetaFieldDef : parentType.getFields()[name];
    // Introspection is rare, and an object can't have a key of its own by this name.
    if (!definition || key === '__proto__') throw new NotCompiled(name);
    if (this.#fields >= FIELDS_AT_MOST) throw new NotCompiled(`More than ${FIELDS_AT_MOST} fields`);
    const resolve =
      name === '__typename' ? () => parentType.name : (definition.resolve ?? defaultFieldResolver);
    return {
      key,
      index: this.#fields++,
      parentType,
      definition,
      nodes,
      resolve,
      nullable: !isNonNullType(definition.type),
      isLeaf: isLeafType(isNonNullType(definition.type) ? definition.type.ofType : definition.type),
      complete: this.#complete(definition.type, `${parentType.name}.${name}`, nodes),
    };
  }

  #complete(type: GraphQLOutputType, name: string, nodes: readonly FieldNode[]): Complete {
    if (isNonNullType(type)) {
      const inner = this.#complete(type.ofType, name, nodes);
      return (run, value, path, info) => {
        const completed = inner(run, value, path, info);
        if (completed === null) throw new Error(`Cannot return null for non-nullable field ${name}.`);
        return completed;
      };
    }
    const present = this.#present(type, name, nodes);
    return (run, value, path, info) => {
      if (value === null || value === undefined) return null;
      if (value instanceof Error) throw value;
      return present(run, value, path, info);
    };
  }

  #present(type: GraphQLOutputType, name: string, nodes: readonly FieldNode[]): Complete {
    if (isListType(type)) return this.#list(type.ofType, name, nodes);
    if (isLeafType(type)) return leaf(type);
    if (isAbstractType(type)) return this.#abstract(type, name, nodes);
    return this.#object(type as GraphQLObjectType, nodes);
  }

  #list(itemType: GraphQLOutputType, name: string, nodes: readonly FieldNode[]): Complete {
    const complete = this.#complete(itemType, name, nodes);
    const nullable = !isNonNullType(itemType);
    const completeItem = (run: Run, item: unknown, path: Path, info: GraphQLResolveInfo): unknown => {
      try {
        const completed = isPromise(item)
          ? item.then((settled) => complete(run, settled, path, info))
          : complete(run, item, path, info);
        if (!isPromise(completed)) return completed;
        return completed.then(undefined, (error) => failed(run, error, nodes, path, nullable));
      } catch (error) {
        return failed(run, error, nodes, path, nullable);
      }
    };
    return (run, value, path, info) => {
      if (typeof value !== 'object' || !(Symbol.iterator in (value as object)))
        throw new Error(`Expected Iterable, but did not find one for field "${name}".`);
      const items: unknown[] = [];
      let waits = false;
      try {
        for (const item of value as Iterable<unknown>) {
          const completed = completeItem(
            run,
            item,
            { prev: path, key: items.length, typename: undefined },
            info,
          );
          waits ||= isPromise(completed);
          items.push(completed);
        }
      } catch (error) {
        // Those before it may fail too, which nobody would hear of.
        Promise.all(items).catch(() => {});
        throw error;
      }
      return waits ? Promise.all(items) : items;
    };
  }

  #abstract(type: GraphQLAbstractType, name: string, nodes: readonly FieldNode[]): Complete {
    const { resolveType } = type;
    if (!resolveType) throw new NotCompiled(`${type.name} has no resolveType`);
    const members = new Map(
      this.#schema.getPossibleTypes(type).map((member) => [member.name, this.#object(member, nodes)]),
    );
    const as = (typeName: unknown): Complete => {
      const member = members.get(typeName as string);
      if (!member) throw new Error(`Wanted a type of ${type.name} for ${name}; got ${String(typeName)}.`);
      return member;
    };
    return (run, value, path, info) => {
      const typeName = resolveType(value, run.context, info, type);
      return isPromise(typeName)
        ? typeName.then((settled) => as(settled)(run, value, path, info))
        : as(typeName)(run, value, path, info);
    };
  }

  #object(type: GraphQLObjectType, nodes: readonly FieldNode[]): Complete {
    const fields = this.#selection(type, nodes);
    const { isTypeOf } = type;
    if (!isTypeOf) return (run, value, path) => runSelection(run, fields, value, path);
    const when = (is: boolean, run: Run, value: unknown, path: Path) => {
      if (!is) throw new Error(`Wanted a value of type "${type.name}"; got ${String(value)}.`);
      return runSelection(run, fields, value, path);
    };
    return (run, value, path, info) => {
      const is = isTypeOf(value, run.context, info);
      return isPromise(is)
        ? is.then((settled) => when(Boolean(settled), run, value, path))
        : when(is as boolean, run, value, path);
    };
  }
}

function leaf(type: GraphQLLeafType): Complete {
  const serialize = type.serialize.bind(type);
  const { name } = type;
  if (type === GraphQLString || type === GraphQLID)
    return (_run, value) => (typeof value === 'string' ? value : serialized(serialize, name, value));
  if (type === GraphQLBoolean)
    return (_run, value) => (typeof value === 'boolean' ? value : serialized(serialize, name, value));
  if (type === GraphQLInt)
    return (_run, value) => (((value as number) | 0) === value ? value : serialized(serialize, name, value));
  return (_run, value) => serialized(serialize, name, value);
}
