import {
  GraphQLEnumType,
  GraphQLError,
  type GraphQLFieldConfigMap,
  type GraphQLFieldResolver,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';

/** Says for each place of an answer what its resolver does; the same for the same place. */
export type Fate = (info: GraphQLResolveInfo) => number;

/** Fates go by the path alone. */
export function fateOf(seed: number): Fate {
  return ({ path }) => {
    let hash = seed;
    for (let at: GraphQLResolveInfo['path'] | undefined = path; at; at = at.prev)
      for (const char of String(at.key)) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
    return hash % 100;
  };
}

const Colour = new GraphQLEnumType({ name: 'Colour', values: { RED: { value: 1 }, BLUE: { value: 2 } } });

/** A schema of every kind of type, whose resolvers fail, give null, the wrong thing, and promises of all that. */
export function failingSchema(promises: boolean): GraphQLSchema {
  const give = (value: () => unknown): GraphQLFieldResolver<unknown, { fate: Fate }> => {
    return (_source, args, { fate }, info) => {
      const at = fate(info);
      const settle = () => {
        if (at < 6) throw new Error(`Fails at ${info.fieldName} ${JSON.stringify(args)}`);
        if (at < 10) throw new GraphQLError('Refused', { extensions: { code: 'BAD_INPUT' } });
        if (at < 12) throw new AggregateError([new Error('one'), new Error('two')]);
        if (at < 18) return null;
        if (at < 20) return new Error('Given');
        return value();
      };
      if (!promises || at % 3 > 0) return settle();
      return at % 2 ? Promise.resolve().then(settle) : new Promise((done) => setImmediate(done)).then(settle);
    };
  };
  const fields = (): GraphQLFieldConfigMap<unknown, { fate: Fate }> => ({
    text: { type: GraphQLString, resolve: give(() => 'text') },
    needed: { type: new GraphQLNonNull(GraphQLString), resolve: give(() => 'needed') },
    count: {
      type: GraphQLInt,
      args: { first: { type: GraphQLInt, defaultValue: 3 }, last: { type: GraphQLInt } },
      resolve: (source, args, context, info) => give(() => args.first)(source, args, context, info),
    },
    wrong: { type: GraphQLInt, resolve: give(() => 'a word') },
    colour: { type: Colour, resolve: give(() => 2) },
    wrongColour: { type: Colour, resolve: give(() => 3) },
    thing: { type: Thing, resolve: give(() => ({})) },
    neededThing: { type: new GraphQLNonNull(Thing), resolve: give(() => ({})) },
    some: { type: listOf(Thing), resolve: give(() => [{}, null, {}, new Error('Given in a list')]) },
    // Beside promises the general executor leaves failures unheard here, which would end the process.
    all: { type: listOf(promises ? Thing : new GraphQLNonNull(Thing)), resolve: give(() => [{}, {}]) },
    later: { type: listOf(Thing), resolve: give(() => [promises ? Promise.resolve({}) : {}, {}]) },
    none: { type: listOf(Thing), resolve: give(() => 'no list') },
    numbers: { type: listOf(listOf(new GraphQLNonNull(GraphQLInt))), resolve: give(() => [[1, 2], [null]]) },
    named: { type: Named, resolve: give(() => ({ kind: 'Thing' })) },
    any: {
      type: listOf(Any),
      resolve: give(() => [{ kind: 'Thing' }, { kind: 'Other' }, { kind: 'Nobody' }]),
    },
  });
  const Named: GraphQLInterfaceType = new GraphQLInterfaceType({
    name: 'Named',
    fields: () => ({ text: { type: GraphQLString } }),
    resolveType: ({ kind }) => (promises ? Promise.resolve(kind) : kind),
  });
  const Thing: GraphQLObjectType = new GraphQLObjectType({ name: 'Thing', interfaces: [Named], fields });
  const Other: GraphQLObjectType = new GraphQLObjectType({
    name: 'Other',
    interfaces: [Named],
    isTypeOf: () => (promises ? Promise.resolve(true) : true),
    fields: () => ({ text: { type: GraphQLString, resolve: give(() => 'other') }, thing: { type: Thing } }),
  });
  const Any = new GraphQLUnionType({
    name: 'Any',
    types: [Thing, Other],
    resolveType: ({ kind }: { kind: string }) => kind,
  });
  const query = new GraphQLObjectType({ name: 'Query', fields });
  return new GraphQLSchema({ query, types: [Thing, Other] });
}

const listOf = (type: GraphQLOutputType) => new GraphQLList(type);
