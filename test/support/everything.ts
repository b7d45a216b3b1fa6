import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** How many steps deep: the things that stand on what a list or id gives. Two take twenty times as long. */
const NODES_DEEP = 1;

/** A selection of every field of the schema below a type that can be asked for without saying more. */
export function everythingOf(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  nodes = NODES_DEEP,
  path: readonly string[] = [],
): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  const objects = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
  const parts = objects
    .filter(isObjectType)
    .map(
      (object) => `... on ${object.name} { __typename ${fieldsOf(schema, object, nodes, path).join(' ')} }`,
    );
  return `{ __typename ${parts.join(' ')} }`;
}

function fieldsOf(
  schema: GraphQLSchema,
  object: GraphQLObjectType,
  nodes: number,
  path: readonly string[],
): string[] {
  return Object.values(object.getFields()).flatMap((field) => {
    if (field.args.some(isRequiredArgument)) return [];
    const named = getNamedType(field.type);
    // One name for each type of object, so that fields of unlike types can stand side by side.
    const alias = `${object.name}_${field.name}: ${field.name}`;
    if (isLeafType(named)) return [alias];
    const left = nodes - Number(isStep(field, object));
    if (left < 0 || path.filter((name) => name === named.name).length > 1) return [];
    const inner = everythingOf(schema, field.type, left, [...path, named.name]);
    const args = field.args.some(({ name }) => name === 'first') ? '(first: 50)' : '';
    return [`${alias}${args} ${inner}`];
  });
}

/** From one thing of the news to another; a connection, an edge or a part leads to no further one. */
function isStep(field: GraphQLField<unknown, unknown>, object: GraphQLObjectType): boolean {
  const isPaging = /(Connection|Edge)$/.test(object.name);
  return !isPaging && !isLeafType(getNamedType(field.type)) && field.name !== 'pageInfo';
}
