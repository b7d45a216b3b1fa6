import {
  BREAK,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Context } from '../../../schema/context.ts';

/** What is asked, by whom. */
export interface Asked {
  /** Valid, and the same object for equal texts. */
  readonly document: DocumentNode;
  readonly node: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly asker: Pick<Context, 'scopes' | 'viewer'>;
}

export type KeyOf = (asked: Asked) => string | null;

const LONGEST_KEY = 4_096;

/** A key that is equal only where the answer is. Null where the answer is for this asker alone, or does not stay until a change. */
export function answerKeys(schema: GraphQLSchema): KeyOf {
  const numbers = new WeakMap<OperationDefinitionNode, number | null>();
  let last = 0;
  const numberOf = ({ document, node }: Asked): number | null => {
    const known = numbers.get(node);
    if (known !== undefined) return known;
    const number = node.operation === 'query' && staysTrue(document, schema) ? ++last : null;
    numbers.set(node, number);
    return number;
  };
  return (asked) => {
    const rights = rightsOf(asked.asker);
    if (rights === null) return null;
    const number = numberOf(asked);
    if (number === null) return null;
    const key = `${number} ${rights} ${valuesOf(asked)}`;
    return key.length <= LONGEST_KEY ? key : null;
  };
}

/** Who can read and nothing else has written nothing, and sees what all see who have the same scopes. */
function rightsOf({ scopes, viewer }: Asked['asker']): string | null {
  if (viewer.seesEmbargoed) return null;
  if (scopes.size === 0) return '-';
  return scopes.size === 1 && scopes.has('read') ? 'read' : null;
}

/** Of the variables that the operation declares: others do not count, and neither does the order. */
function valuesOf({ node, variables }: Asked): string {
  const given = (node.variableDefinitions ?? []).map(({ variable: { name } }) => {
    return variables && Object.hasOwn(variables, name.value) ? [variables[name.value]] : [];
  });
  return JSON.stringify(given, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  // 1e400 is JSON, and would be written as null.
  if (typeof value === 'number' && !Number.isFinite(value)) return { '': String(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function staysTrue(document: DocumentNode, schema: GraphQLSchema): boolean {
  let stays = true;
  const types = new TypeInfo(schema);
  const Field = () => {
    const field = types.getFieldDef();
    if (!field || isForAll(field)) return;
    stays = false;
    return BREAK;
  };
  visit(document, visitWithTypeInfo(types, { Field }));
  return stays;
}

/**
 * Fields say themselves where they depend on more than the rows that the outbox tells of. Of those that want a scope of their own
 * a reader is told that it lacks, or that nothing was shown: so it is about who asks.
 */
function isForAll({ extensions }: GraphQLField<unknown, unknown>): boolean {
  const { authScopes } = (extensions.pothosOptions ?? {}) as { authScopes?: unknown };
  return !extensions.neverCached && authScopes === undefined;
}
