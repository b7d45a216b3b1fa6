import { type GraphQLSchema, isAbstractType, lexicographicSortSchema } from 'graphql';

/** The types that can stand for each interface and union; normalizing caches match fragments by it. */
export function possibleTypesOf(schema: GraphQLSchema): Record<string, string[]> {
  const sorted = lexicographicSortSchema(schema);
  const abstract = Object.values(sorted.getTypeMap()).filter(isAbstractType);
  return Object.fromEntries(
    abstract.map((type) => [type.name, sorted.getPossibleTypes(type).map(({ name }) => name)]),
  );
}

/** `codegen.ts` names this file as the plugin that writes `possible-types.ts`. */
export function plugin(schema: GraphQLSchema): string {
  const possibleTypes = JSON.stringify(possibleTypesOf(schema), null, 2);
  return `/** For Apollo Client: \`new InMemoryCache({ possibleTypes })\`. */\nexport const possibleTypes: Record<string, string[]> = ${possibleTypes};\n`;
}
