import { readFileSync } from 'node:fs';
import { type GraphQLField, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { COUNT, costOf, inputCostOf } from '../../schema/cost.ts';
import { schema } from '../../schema/index.ts';

const text = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');

/** As the page lists them: the field, what it costs once, each of its items, and what else there is to say. */
function declared(): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).flatMap((field) =>
        inputCostOf(field) > 0 ? [`| \`${type.name}.${field.name}\` | ${inputCostOf(field)} | |`] : [],
      );
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      rowOf(`${type.name}.${field.name}`, field as never),
    );
  });
}

function rowOf(name: string, field: GraphQLField<unknown, unknown>): string[] {
  const { weight, itemWeight, textWeight } = costOf(field);
  // A part of something costs what a value does; a connection's total is told of once.
  if (weight === 0.1 || (name.endsWith('Connection.totalCount') && weight === COUNT)) return [];
  if (weight === undefined && itemWeight === undefined) return [];
  const more = textWeight ? `${textWeight} for every 1,000 characters` : (itemWeight ?? '');
  return [`| \`${name}\` | ${weight ?? ''} | ${more}${more === '' ? '' : ' '}|`];
}

it('lists every field whose cost its type does not say', () => {
  const listed = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(listed).toEqual(declared().sort());
});
