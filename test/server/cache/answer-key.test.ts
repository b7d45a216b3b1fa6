import fc from 'fast-check';
import { type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { PUBLIC_VIEWER } from '../../../db/visible.ts';
import { schema } from '../../../schema/index.ts';
import { type Asked, answerKeys } from '../../../src/server/cache/answer-key.ts';

const keyOf = answerKeys(schema);
const ANONYMOUS: Asked['asker'] = { scopes: new Set(), viewer: PUBLIC_VIEWER };

function asked(text: string, more: Partial<Asked> = {}): Asked {
  const document = parse(text);
  const [node] = document.definitions;
  return { document, node: node as OperationDefinitionNode, variables: {}, asker: ANONYMOUS, ...more };
}

const LIST = asked(
  'query ($first: Int, $filter: ArticleFilter) { articles(first: $first, filter: $filter) { totalCount } }',
);
const withValues = (variables: Asked['variables']) => keyOf({ ...LIST, variables });

describe('the key of an answer', () => {
  it('is equal for equal variables in any order, at any depth, and for variables that are not declared', () => {
    const filter = { section: 'World', published: { from: '2026-01-01', to: '2026-02-01' } };
    const turned = { published: { to: '2026-02-01', from: '2026-01-01' }, section: 'World' };
    expect(withValues({ first: 1, filter })).toBe(withValues({ filter: turned, first: 1 }));
    expect(withValues({ first: 1, unknown: 2 })).toBe(withValues({ first: 1 }));
    expect(withValues(null)).toBe(withValues({}));
  });

  it('differs where a value does', () => {
    const json = fc.dictionary(fc.constantFrom('first', 'filter'), fc.jsonValue({ maxDepth: 3 }));
    const keys = new Map<string, string>();
    fc.assert(
      fc.property(json, (variables) => {
        const values = JSON.parse(JSON.stringify(variables));
        const key = withValues(values);
        if (key === null) return;
        const sorted = canonical(values);
        expect(keys.get(key) ?? sorted).toBe(sorted);
        keys.set(key, sorted);
      }),
    );
    const apart = [{}, { first: null }, { first: 1 }, { first: '1' }, { first: [1] }, { filter: { a: 1 } }];
    const alike = [
      { filter: [['a', 1]] },
      { first: JSON.parse('1e400') },
      { first: JSON.parse('-1e400') },
      { filter: null },
    ];
    expect(new Set([...apart, ...alike].map(withValues)).size).toBe(10);
  });

  it('differs for each operation and for each that may read', () => {
    const two = parse('query A { articles { totalCount } } query B { people { totalCount } }');
    const keys = two.definitions.map((node) =>
      keyOf(asked('{ x }', { document: two, node: node as OperationDefinitionNode })),
    );
    const reader = { ...ANONYMOUS, scopes: new Set(['read'] as const) };
    expect(new Set([...keys, keyOf(LIST), keyOf({ ...LIST, asker: reader })]).size).toBe(4);
    expect(keyOf(LIST)).toBe(keyOf(LIST));
  });

  it('is not there for who may do more than read', () => {
    for (const scopes of [['ingest'], ['curate'], ['admin'], ['read', 'ingest']] as const)
      expect(keyOf({ ...LIST, asker: { scopes: new Set(scopes), viewer: PUBLIC_VIEWER } })).toBeNull();
    expect(keyOf({ ...LIST, asker: { ...ANONYMOUS, viewer: { seesEmbargoed: true } } })).toBeNull();
  });

  it('is not there for what changes without a change, wherever it stands, and for what changes', () => {
    expect(keyOf(asked('{ changes { latestCursor } }'))).toBeNull();
    expect(keyOf(asked('query { ...F } fragment F on Query { a: changes { latestCursor } }'))).toBeNull();
    expect(keyOf(asked('mutation { retractArticle { __typename } }'))).toBeNull();
    expect(keyOf(asked('subscription { articleChanged { kind } }'))).toBeNull();
    expect(keyOf(asked('{ __schema { types { name } } articles { totalCount } }'))).not.toBeNull();
  });

  it('is not there for what wants a scope, which who lacks it is told by who they are', () => {
    expect(keyOf(asked('{ articles { totalCount } apiKeys { totalCount } }'))).toBeNull();
    expect(keyOf(asked('{ curationDecisions { totalCount } }'))).toBeNull();
  });

  it('is not there where it would be long', () => {
    expect(withValues({ filter: { text: 'x'.repeat(5_000) } })).toBeNull();
  });
});

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key as never])}`);
  return `{${parts.join()}}`;
}
