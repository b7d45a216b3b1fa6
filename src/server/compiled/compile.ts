import {
  BREAK,
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
  getNamedType,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeNameMetaFieldDef,
  visit,
} from 'graphql';
import { plainlyRelatedBy } from '../../../schema/relation/printed.ts';
import { fieldsAsked } from '../../../schema/relation/selection.ts';
import {
  type Complete,
  type Field,
  failed,
  isPromise,
  type Path,
  type Run,
  runSelection,
  type Selection,
  serialized,
} from './run.ts';
import { FieldWriter } from './write.ts';

/** What can't be compiled is left to the executor that runs any operation. */
export class NotCompiled extends Error {}

/** Each member of an interface or union has fields of its own, and so at each level: more than this are not worth it. */
const FIELDS_AT_MOST = 2_000;

/** The places of a field in the document, and what is selected there of each type that it can give. */
interface Asked {
  readonly nodes: readonly FieldNode[];
  readonly below: ReadonlyMap<string, Selection>;
}

const NOTHING: ReadonlyMap<string, Selection> = new Map();

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

  operation(node: OperationDefinitionNode): Selection {
    const root = this.#schema.getRootType(node.operation);
    if (!root) throw new NotCompiled(`The schema has no ${node.operation}`);
    return this.#selection(root, [node as unknown as FieldNode]);
  }

  #selection(type: GraphQLObjectType, parents: readonly FieldNode[]): Selection {
    const asking = {
      schema: this.#schema,
      fragments: this.fragments as Record<string, FragmentDefinitionNode>,
      variableValues: this.#variables as Record<string, unknown>,
    };
    const fields = [...fieldsAsked(type, parents, asking)].map(([key, nodes]) =>
      this.#field(key, type, nodes),
    );
    return { fields, blank: Object.fromEntries(fields.map(({ key }) => [key, null])) };
  }

  #field(key: string, parentType: GraphQLObjectType, nodes: readonly FieldNode[]): Field {
    const name = (nodes[0] as FieldNode).name.value;
    const definition = name === '__typename' ? TypeNameMetaFieldDef : parentType.getFields()[name];
    // Introspection is rare, and an object can't have a key of its own by this name.
    if (!definition || key === '__proto__') throw new NotCompiled(name);
    if (this.#fields >= FIELDS_AT_MOST) throw new NotCompiled(`More than ${FIELDS_AT_MOST} fields`);
    const own = name === '__typename' ? () => parentType.name : definition.resolve;
    const isLeaf = isLeafType(isNonNullType(definition.type) ? definition.type.ofType : definition.type);
    const index = this.#fields++;
    const asked = { nodes, below: this.#below(definition.type, nodes) };
    const related = plainlyRelatedBy(definition);
    return {
      key,
      index,
      parentType,
      definition,
      nodes,
      fixed: hangsOnVariables(nodes[0] as FieldNode) ? null : { args: null },
      resolve: own ?? defaultFieldResolver,
      property: isLeaf && !own ? name : null,
      asksInfo: !isLeaf || !own || own.length === 0 || own.length > 3,
      nullable: !isNonNullType(definition.type),
      isLeaf,
      complete: this.#complete(definition.type, `${parentType.name}.${name}`, asked),
      below: asked.below,
      writer: related && new FieldWriter(related),
    };
  }

  /** What is selected of each type that it can give. */
  #below(type: GraphQLOutputType, nodes: readonly FieldNode[]): ReadonlyMap<string, Selection> {
    const named = getNamedType(type);
    if (isLeafType(named)) return NOTHING;
    const types = isAbstractType(named) ? this.#schema.getPossibleTypes(named) : [named];
    return new Map(types.map((one) => [one.name, this.#selection(one, nodes)]));
  }

  #complete(type: GraphQLOutputType, name: string, asked: Asked): Complete {
    if (isNonNullType(type)) {
      const inner = this.#complete(type.ofType, name, asked);
      return (run, value, path, info) => {
        const completed = inner(run, value, path, info);
        if (completed === null) throw new Error(`Cannot return null for non-nullable field ${name}.`);
        return completed;
      };
    }
    const present = this.#present(type, name, asked);
    return (run, value, path, info) => {
      if (value === null || value === undefined) return null;
      if (value instanceof Error) throw value;
      return present(run, value, path, info);
    };
  }

  #present(type: GraphQLOutputType, name: string, asked: Asked): Complete {
    if (isListType(type)) return this.#list(type.ofType, name, asked);
    if (isLeafType(type)) return leaf(type);
    if (isAbstractType(type)) return this.#abstract(type, name, asked);
    return this.#object(type as GraphQLObjectType, asked);
  }

  #list(itemType: GraphQLOutputType, name: string, asked: Asked): Complete {
    const complete = this.#complete(itemType, name, asked);
    const nullable = !isNonNullType(itemType);
    const settle = (run: Run, completed: Promise<unknown>, path: Path) =>
      completed.then(undefined, (error) => failed(run, error, asked.nodes, path, nullable));
    const whenThere = (run: Run, item: Promise<unknown>, path: Path, info: GraphQLResolveInfo) =>
      item.then((there) => complete(run, there, path, info));
    const completeItem = (run: Run, item: unknown, path: Path, info: GraphQLResolveInfo): unknown => {
      try {
        const completed = isPromise(item)
          ? whenThere(run, item, path, info)
          : complete(run, item, path, info);
        return isPromise(completed) ? settle(run, completed, path) : completed;
      } catch (error) {
        return failed(run, error, asked.nodes, path, nullable);
      }
    };
    return (run, value, path, info) => {
      if (typeof value !== 'object' || !(Symbol.iterator in (value as object)))
        throw new Error(`Expected Iterable, but did not find one for field "${name}".`);
      const values = Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
      const items = new Array<unknown>(values.length);
      let waits = false;
      try {
        for (let i = 0; i < values.length; i++) {
          const completed = completeItem(run, values[i], { prev: path, key: i, typename: undefined }, info);
          waits ||= isPromise(completed);
          items[i] = completed;
        }
      } catch (error) {
        // Those before it may fail too, which nobody would hear of.
        Promise.all(items).catch(() => {});
        throw error;
      }
      return waits ? Promise.all(items) : items;
    };
  }

  #abstract(type: GraphQLAbstractType, name: string, asked: Asked): Complete {
    const { resolveType } = type;
    if (!resolveType) throw new NotCompiled(`${type.name} has no resolveType`);
    const members = new Map(
      this.#schema.getPossibleTypes(type).map((member) => [member.name, this.#object(member, asked)]),
    );
    const as = (typeName: unknown): Complete => {
      const member = members.get(typeName as string);
      if (!member) throw new Error(`Wanted a type of ${type.name} for ${name}; got ${String(typeName)}.`);
      return member;
    };
    const whenTold = async (
      run: Run,
      typeName: Promise<unknown>,
      value: unknown,
      path: Path,
      info: GraphQLResolveInfo,
    ) => as(await typeName)(run, value, path, info);
    return (run, value, path, info) => {
      const typeName = resolveType(value, run.context, info, type);
      return isPromise(typeName)
        ? whenTold(run, typeName, value, path, info)
        : as(typeName)(run, value, path, info);
    };
  }

  #object(type: GraphQLObjectType, { below }: Asked): Complete {
    const selection = below.get(type.name) as Selection;
    const { isTypeOf } = type;
    if (!isTypeOf) return (run, value, path) => runSelection(run, selection, value, path);
    const when = (is: boolean, run: Run, value: unknown, path: Path) => {
      if (!is) throw new Error(`Wanted a value of type "${type.name}"; got ${String(value)}.`);
      return runSelection(run, selection, value, path);
    };
    const whenTold = async (run: Run, is: Promise<unknown>, value: unknown, path: Path) =>
      when(Boolean(await is), run, value, path);
    return (run, value, path, info) => {
      const is = isTypeOf(value, run.context, info);
      return isPromise(is) ? whenTold(run, is, value, path) : when(is as boolean, run, value, path);
    };
  }
}

function hangsOnVariables({ arguments: args = [] }: FieldNode): boolean {
  let found = false;
  const see = () => {
    found = true;
    return BREAK;
  };
  for (const argument of args) visit(argument, { [Kind.VARIABLE]: see });
  return found;
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
