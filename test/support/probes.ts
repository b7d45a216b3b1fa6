import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { everythingOf } from './everything.ts';

/** What a stranger may try: ids that were or may be given out, words, addresses. */
export interface Guesses {
  readonly ids: readonly string[];
  readonly words: readonly string[];
  readonly urls: readonly string[];
}

const RANGES: Readonly<Record<string, readonly string[]>> = {
  DateTime: ['2026-03-01T00:00:00Z', '2026-03-04T00:00:00Z'],
  LocalDate: ['2026-03-03', '2026-03-04', '2026-03-05'],
  Int: ['1', '2', '3'],
  Float: ['0', '0.5'],
  Boolean: ['true', 'false'],
};
const MOST_AT_ONCE = 12;

/** Every root field with everything below it, and with every value of every argument and filter: as whole operations. */
export function probesOf(schema: GraphQLSchema, guesses: Guesses, skipped: ReadonlySet<string>): string[] {
  const fields = Object.values(schema.getQueryType()!.getFields()).filter(({ name }) => !skipped.has(name));
  const whole = fields.flatMap((field) => wholeOf(schema, field, guesses));
  const narrowed = fields.flatMap((field) => narrowedOf(field, guesses));
  const together = Array.from({ length: Math.ceil(narrowed.length / MOST_AT_ONCE) }, (_, n) =>
    narrowed
      .slice(n * MOST_AT_ONCE, (n + 1) * MOST_AT_ONCE)
      .map((probe, i) => `p${i}: ${probe}`)
      .join('\n'),
  );
  return [...whole, ...together].map((selections) => `{ ${selections} }`);
}

const isList = ({ args }: GraphQLField<unknown, unknown>) => args.some(({ name }) => name === 'first');

function wholeOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, guesses: Guesses): string[] {
  const everything = everythingOf(schema, field.type);
  const required = field.args.filter(({ type }) => isNonNullType(type));
  const orders = field.args.find(({ name }) => name === 'orderBy');
  const ways = [
    ...(isList(field) ? ['first: 50', 'last: 50'] : ['']),
    ...(orders ? literalsOf(orders.type, guesses).map((order) => `first: 50, orderBy: ${order}`) : []),
  ];
  const asked = required.length > 0 ? required.flatMap((arg) => argumentOf(arg, guesses)) : [''];
  const by = [
    ...asked,
    ...(required.length === 0 && !isList(field) ? field.args.flatMap((arg) => argumentOf(arg, guesses)) : []),
  ];
  return by.flatMap((one) =>
    ways.map((way) => {
      const args = [one, way].filter(Boolean).join(', ');
      return `${field.name}${args && `(${args})`} ${everything}`;
    }),
  );
}

/** What each value lets through, of which the number tells as much as the rows. */
function narrowedOf(field: GraphQLField<unknown, unknown>, guesses: Guesses): string[] {
  if (!isList(field)) return [];
  const required = field.args
    .filter(({ type }) => isNonNullType(type))
    .map((arg) => argumentOf(arg, guesses));
  const paging = new Set(['first', 'last', 'after', 'before', 'orderBy']);
  const narrowing = field.args.filter(({ name, type }) => !paging.has(name) && !isNonNullType(type));
  const connection = getNamedType(field.type);
  const total = 'getFields' in connection && 'totalCount' in connection.getFields() ? 'totalCount' : '';
  const selection = `{ ${total} pageInfo { hasNextPage hasPreviousPage } nodes { __typename } }`;
  return narrowing.flatMap((arg) =>
    argumentOf(arg, guesses).flatMap((narrow) =>
      (required[0] ?? ['']).map((needed) => {
        const args = [needed, narrow, 'first: 1'].filter(Boolean).join(', ');
        return `${field.name}(${args}) ${selection}`;
      }),
    ),
  );
}

const argumentOf = ({ name, type }: GraphQLArgument, guesses: Guesses): string[] =>
  literalsOf(type, guesses).map((literal) => `${name}: ${literal}`);

/** A filter gives one literal for each value of each of its fields, and the same turned round by `not`. */
function literalsOf(type: GraphQLInputType, guesses: Guesses): string[] {
  if (isNonNullType(type)) return literalsOf(type.ofType, guesses);
  if (isListType(type)) return literalsOf(type.ofType, guesses).map((literal) => `[${literal}]`);
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (!isInputObjectType(type)) return scalarsOf(type.name, guesses);
  const fields = Object.values(type.getFields()).filter(({ name }) => !['and', 'or', 'not'].includes(name));
  const each = fields.flatMap(({ name, type: inner }) =>
    literalsOf(inner, guesses).map((literal) => `{ ${name}: ${literal} }`),
  );
  return 'not' in type.getFields() ? [...each, ...each.map((literal) => `{ not: ${literal} }`)] : each;
}

function scalarsOf(name: string, { ids, words, urls }: Guesses): string[] {
  const quoted = (list: readonly string[]) => list.map((text) => JSON.stringify(text));
  if (name === 'ID') return quoted(ids);
  if (name === 'URL') return quoted(urls);
  if (name === 'String') return quoted(words);
  const values = RANGES[name];
  if (!values) throw new Error(`wanted values for the scalar ${name}: say some here`);
  return name === 'DateTime' || name === 'LocalDate' ? quoted(values) : [...values];
}
