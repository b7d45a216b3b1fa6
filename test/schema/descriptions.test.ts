import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { sdlOf } from '../../schema/print.ts';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Coordinates (`Type.field(argument:)`) of all that has no description. */
function bareIn(schema: GraphQLSchema): string[] {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
  const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  return [
    ...types.flatMap((type) => [...bare('', [type]), ...bareMembers(type)]),
    ...directives.flatMap((directive) => [
      ...bare('@', [directive]),
      ...bareArguments(`@${directive.name}`, directive),
    ]),
  ];
}

function bareMembers(type: GraphQLNamedType): string[] {
  const prefix = `${type.name}.`;
  if (isEnumType(type)) return bare(prefix, type.getValues());
  if (isInputObjectType(type)) return bare(prefix, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [...bare(prefix, fields), ...fields.flatMap((field) => bareArguments(prefix + field.name, field))];
}

function bareArguments(of: string, { args }: { args: readonly GraphQLArgument[] }): string[] {
  return bare('', args).map((name) => `${of}(${name}:)`);
}

function bare(prefix: string, things: readonly Described[]): string[] {
  return things.filter(({ description }) => !description?.trim()).map(({ name }) => prefix + name);
}

describe('the schema', () => {
  it('describes every type, field, argument, enum value and input field', () => {
    expect(bareIn(schema)).toEqual([]);
  });

  it('says what it is as a whole', () => {
    expect(buildSchema(sdlOf(schema)).description).toMatch(/^News articles as a graph/);
  });

  it('describes what plugins generate, too', () => {
    for (const name of ['PageInfo', 'Node', 'QuoteConnection', 'QuoteEdge']) {
      expect(schema.getType(name)?.description, name).toBeTruthy();
    }
  });
});

describe('the guard over descriptions', () => {
  it('names each kind of bare thing', () => {
    const sdl = `
      directive @bare(of: Int) on FIELD
      "Said." type Query { told(bare: Int): Int "Said." asked("Said." why: Int): Int }
      type Bare { "Blank below." told: Int "  " blank: Int }
      interface BareInterface { "Said." told: Int }
      union BareUnion = Bare
      enum BareEnum { BARE_VALUE }
      input BareInput { bare: Int }
      scalar BareScalar
    `;
    expect(bareIn(buildSchema(sdl)).sort()).toEqual([
      '@bare',
      '@bare(of:)',
      'Bare',
      'Bare.blank',
      'BareEnum',
      'BareEnum.BARE_VALUE',
      'BareInput',
      'BareInput.bare',
      'BareInterface',
      'BareScalar',
      'BareUnion',
      'Query.told',
      'Query.told(bare:)',
    ]);
  });
});
