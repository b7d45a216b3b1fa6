import type { InputFieldMap, InputRef } from '@pothos/core';
import type { Logical } from '../db/filter.ts';
import { builder } from './builder.ts';
import { clientError } from './errors.ts';

/** How deep AND, OR and NOT may nest, and how many filters one may hold in all. */
const MAX_DEPTH = 4;
const MAX_FILTERS = 50;

type FieldsOf = Parameters<typeof builder.inputType>[1]['fields'];
type InputBuilder = Parameters<Extract<FieldsOf, (t: never) => unknown>>[0];

/** An input type over one noun's fields that can hold filters of its own kind. */
export function logicalInput<Input extends object>(
  name: string,
  noun: string,
  fields: (t: InputBuilder) => InputFieldMap,
) {
  const type = builder.inputRef<Logical<Input>>(name);
  type.implement({
    description: `Narrows a list of ${noun}. All that is given must hold; and, or, not may nest ${MAX_DEPTH} deep.`,
    fields: ((t: InputBuilder) => ({
      ...fields(t),
      and: t.field({ type: [type], description: 'All of these must hold, too.' }),
      or: t.field({
        type: [type],
        description: 'One of these at least must hold, too; none holds where the list is empty.',
      }),
      not: t.field({ type, description: 'This must not hold.' }),
    })) as never,
  });
  return { type: type as InputRef<Logical<Input>>, mapped };
}

/** The filter with ids decoded and whatever else the database wants, at every depth; refuses what is too large. */
async function mapped<Input extends object, Fields>(
  input: Logical<Input>,
  fieldsOf: (input: Input) => Fields | Promise<Fields>,
): Promise<Logical<Fields>> {
  if (partsOf(input, 0) > MAX_FILTERS) {
    throw clientError('LIMIT_EXCEEDED', `Wanted a filter with at most ${MAX_FILTERS} parts; got more.`);
  }
  const map = async (one: Logical<Input>): Promise<Logical<Fields>> => ({
    ...(await fieldsOf(one)),
    and: one.and && (await Promise.all(one.and.map(map))),
    or: one.or && (await Promise.all(one.or.map(map))),
    not: one.not && (await map(one.not)),
  });
  return map(input);
}

function partsOf(input: Logical<object>, depth: number): number {
  if (depth > MAX_DEPTH) {
    throw clientError(
      'LIMIT_EXCEEDED',
      `Wanted a filter nested at most ${MAX_DEPTH} deep; got a deeper one.`,
    );
  }
  refuseNul(input);
  const inner = [...(input.and ?? []), ...(input.or ?? []), ...(input.not ? [input.not] : [])];
  return inner.reduce((sum, one) => sum + partsOf(one, depth + 1), 1);
}

/** U+0000 is the one character that Postgres cannot hold. */
function refuseNul(input: object): void {
  for (const [field, value] of Object.entries(input)) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw clientError(
        'BAD_INPUT',
        `Wanted text without U+0000 in ${field}; got it at ${value.indexOf('\0')}.`,
      );
    }
  }
}
