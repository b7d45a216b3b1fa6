import fc, { type GeneratorValue } from 'fast-check';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isObjectType,
} from 'graphql';

export interface RandomOperation {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Known {
  /** Global ids by the name of the type, some of them of nothing that is to be seen. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  /** By the field of the list, in its default order: `Article.quotes`. */
  readonly cursors: Readonly<Record<string, readonly string[]>>;
}

const DEPTH = 6;
/** Fields with a selection of their own. */
const BRANCHES = 25;
/** Resolve to what only a search or a pair of versions gives, or need arguments of their own. */
const LEFT_OUT = new Set(['diff', 'search', 'changes']);

/** An operation that the schema takes, with aliases, fragments, directives and arguments of all sorts. */
export function randomOperation(schema: GraphQLSchema, known: Known, draw: GeneratorValue): RandomOperation {
  const fragments: string[] = [];
  const counts = { aliases: 0, variables: 0, branches: 0 };
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const chance = (percent: number) => draw(fc.integer, { min: 1, max: 100 }) <= percent;
  const oneOf = <V>(values: readonly V[]): V =>
    values[draw(fc.integer, { min: 0, max: values.length - 1 })] as V;

  function inVariable(type: string, value: unknown): string {
    const name = `v${++counts.variables}`;
    variables[name] = value;
    declared.push(`$${name}: ${type}`);
    return `$${name}`;
  }

  const valueFor = (type: string, value: unknown) =>
    chance(40) ? inVariable(type, value) : JSON.stringify(value);

  function argumentsOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>): string {
    const cursors = known.cursors[`${parent.name}.${field.name}`] ?? [];
    const from = cursors.length > 0 && chance(50) ? oneOf(cursors) : null;
    const bound = oneOf(['after', 'before']);
    const backward = chance(40);
    const given = field.args.flatMap(({ name, type }) => {
      const named = getNamedType(type);
      if (name === 'id')
        return [`id: ${valueFor('ID!', oneOf(known.ids[field.name] ?? known.ids.node ?? []))}`];
      if (name === 'ids') {
        const ids = [1, 2, 3, 4].map(() => oneOf(known.ids.node ?? []));
        return [`ids: ${valueFor('[ID!]!', ids)}`];
      }
      if (name === 'first' && !backward && chance(60))
        return [`first: ${valueFor('Int', oneOf([0, 1, 2, 3]))}`];
      if (name === 'last' && !backward && chance(1)) return ['last: 2'];
      if (name === 'first' && backward) return [`last: ${valueFor('Int', oneOf([1, 2, 3]))}`];
      if (name === bound && from) return [`${name}: ${valueFor('String', chance(97) ? from : 'garbage')}`];
      if (name === 'orderBy' && isEnumType(named) && !from && chance(40))
        return [`orderBy: ${oneOf(named.getValues()).name}`];
      return [];
    });
    if (field.name === 'articles' && chance(5)) given.push('filter: { section: "Politics" }');
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  const directive = () =>
    chance(8) ? ` @${oneOf(['include', 'skip'])}(if: ${valueFor('Boolean!', chance(50))})` : '';

  function fieldOf(parent: GraphQLNamedType, field: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = chance(25) || field.args.length > 0 ? `a${++counts.aliases}: ` : '';
    const type = getNamedType(field.type);
    const below = isCompositeType(type) ? ` ${selectionOf(type, depth - 1)}` : '';
    return `${alias}${field.name}${argumentsOf(parent, field)}${directive()}${below}`;
  }

  function selectionOf(type: GraphQLNamedType, depth: number): string {
    const parts = [chance(20) ? '__typename' : null, ...fieldsOf(type, depth)].filter(
      (part) => part !== null,
    );
    if (isAbstractType(type)) {
      for (const member of schema.getPossibleTypes(type)) {
        if (chance(50)) parts.push(`... on ${member.name}${directive()} ${selectionOf(member, depth - 1)}`);
      }
    }
    if (parts.length === 0) parts.push('__typename');
    const selection = `{ ${parts.join(' ')} }`;
    if (!chance(8)) return selection;
    const name = `F${fragments.length}`;
    fragments.push(`fragment ${name} on ${type.name} ${selection}`);
    return `{ ...${name} }`;
  }

  function fieldsOf(type: GraphQLNamedType, depth: number): string[] {
    if (!('getFields' in type)) return [];
    const all = Object.values(type.getFields() as Record<string, GraphQLField<unknown, unknown>>);
    const takes = (field: GraphQLField<unknown, unknown>) => !LEFT_OUT.has(field.name);
    const isBranch = (field: GraphQLField<unknown, unknown>) => isCompositeType(getNamedType(field.type));
    const leaves = all.filter((field) => takes(field) && !isBranch(field));
    const branches = depth > 0 ? all.filter((field) => takes(field) && isBranch(field)) : [];
    const isPage = isObjectType(type) && /Connection$|Edge$/.test(type.name);
    return [
      ...leaves.filter(() => chance(isPage || type.name === 'PageInfo' ? 60 : 25)),
      ...branches.filter(() => chance(isPage ? 60 : type.name === 'Query' ? 15 : 22)),
    ]
      .filter((field) => !isBranch(field) || ++counts.branches <= BRANCHES)
      .map((field) => fieldOf(type, field, isPage ? depth + 0.5 : depth));
  }

  const query = schema.getQueryType() as NonNullable<ReturnType<GraphQLSchema['getQueryType']>>;
  const selection = selectionOf(query, DEPTH);
  const heading = declared.length > 0 ? `query (${declared.join(', ')})` : 'query';
  return { text: [`${heading} ${selection}`, ...fragments].join('\n'), variables };
}
