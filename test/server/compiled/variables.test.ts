import {
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  graphql,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { expect, it } from 'vitest';
import { CompiledExecutor } from '../../../src/server/compiled/executor.ts';

const Pair = new GraphQLInputObjectType({ name: 'Pair', fields: { a: { type: GraphQLString } } });
const told = {
  type: GraphQLString,
  args: {
    id: { type: GraphQLID },
    text: { type: GraphQLString, defaultValue: 'nothing said' },
    texts: { type: new GraphQLList(GraphQLString) },
    n: { type: GraphQLInt },
    pair: { type: Pair },
  },
  resolve: (_: unknown, args: object) => JSON.stringify(args),
};
const schema = new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields: { told } }) });
const executor = new CompiledExecutor(schema);

const DECLARED: Readonly<Record<string, string>> = {
  'a text that must come': 'query ($v: String!) { told(text: $v) }',
  'a text that may come': 'query ($v: String) { told(text: $v) }',
  'a text with a default': 'query ($v: String = "by default") { told(text: $v) }',
  'an id': 'query ($v: ID!) { told(id: $v) }',
  'a list of texts': 'query ($v: [String]) { told(texts: $v) }',
  'a number': 'query ($v: Int) { told(n: $v) }',
  'an object': 'query ($v: Pair) { told(pair: $v) }',
  'a text and an id': 'query ($v: String, $w: ID!) { told(text: $v, id: $w) }',
};
const GIVEN: readonly unknown[] = ['', 'a', '7', 7, 1.5, true, null, ['a'], { a: 'b' }];

it.each(Object.keys(DECLARED))('%s is what graphql-js makes of it, whatever comes', async (declared) => {
  const source = DECLARED[declared] as string;
  const document = parse(source);
  const [node] = document.definitions as OperationDefinitionNode[];
  const inherited: Record<string, unknown> = Object.create({ v: 'of another', w: 'of another' });
  const all: Record<string, unknown>[] = [
    {},
    inherited,
    ...GIVEN.flatMap((v) => GIVEN.map((w) => ({ v, w, x: 'not declared' }))),
  ];
  for (const variables of all) {
    const { signal } = new AbortController();
    const result = await executor.run({ document, node: node!, variables, context: {}, signal });
    const expected = await graphql({ schema, source, variableValues: variables });
    // The general executor is to say what is wrong.
    expect(result?.data ?? null, JSON.stringify(variables)).toEqual(expected.data ?? null);
  }
});
