import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';

export const LIMITS = {
  bytes: 65_536,
  tokens: 2_000,
  /** Fields below fields, fragments followed. */
  depth: 17,
  aliases: 50,
  'root fields': 30,
  directives: 50,
  'fragment definitions': 60,
  'fragment spreads': 150,
  'inline fragments': 80,
  variables: 60,
  'introspection fields': 4,
  /** Each as often as fragments bring it in. */
  fields: 4_000,
  /** Pairs of fields under one name in one place, which validation compares two by two. */
  'repeated fields': 4_000,
} as const;

export type Limit = keyof typeof LIMITS;

class OverLimit extends Error {
  readonly limit: Limit;
  constructor(limit: Limit) {
    super(limit);
    this.limit = limit;
  }
}

/** The first limit that a document goes beyond, if any. Takes time linear in the limits, whatever the document. */
export function limitExceeded(document: DocumentNode): Limit | null {
  const counts = new Map<Limit, number>();
  const add = (limit: Limit, amount = 1) => {
    const count = (counts.get(limit) ?? 0) + amount;
    if (count > LIMITS[limit]) throw new OverLimit(limit);
    counts.set(limit, count);
  };
  try {
    countParts(document, add);
    countExpanded(document, add);
    return null;
  } catch (error) {
    if (error instanceof OverLimit) return error.limit;
    throw error;
  }
}

type Add = (limit: Limit, amount?: number) => void;

/** As written. */
function countParts(document: DocumentNode, add: Add): void {
  const countSelections = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      add('directives', selection.directives?.length);
      if (selection.kind === 'Field') {
        if (selection.alias) add('aliases');
        if (/^__(schema|type)$/.test(selection.name.value)) add('introspection fields');
      } else add(selection.kind === 'FragmentSpread' ? 'fragment spreads' : 'inline fragments');
      if ('selectionSet' in selection && selection.selectionSet) countSelections(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') add('fragment definitions');
    if (!('selectionSet' in definition)) continue;
    add('directives', definition.directives?.length);
    add('variables', definition.variableDefinitions?.length);
    for (const variable of definition.variableDefinitions ?? [])
      add('directives', variable.directives?.length);
    countSelections(definition.selectionSet);
  }
}

/** As executed: fragments in their places, fields of one name merged. What no operation reaches is still validated, so it counts. */
function countExpanded(document: DocumentNode, add: Add): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const reached = new Set<FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === 'FragmentDefinition') fragments.set(node.name.value, node);
  }
  const expand = (sets: readonly SelectionSetNode[], depth: number) => {
    if (depth > LIMITS.depth) throw new OverLimit('depth');
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<FragmentDefinitionNode>();
    const collect = (set: SelectionSetNode) => {
      for (const selection of set.selections) {
        add('fields');
        if (selection.kind === 'Field') {
          const key = selection.alias?.value ?? selection.name.value;
          const same = fields.get(key);
          add('repeated fields', same?.length ?? 0);
          if (same) same.push(selection);
          else fields.set(key, [selection]);
        } else if (selection.kind === 'InlineFragment') collect(selection.selectionSet);
        else {
          const fragment = fragments.get(selection.name.value);
          if (!fragment || spread.has(fragment)) continue;
          spread.add(fragment);
          reached.add(fragment);
          collect(fragment.selectionSet);
        }
      }
    };
    sets.forEach(collect);
    for (const nodes of fields.values()) {
      const below = nodes.flatMap((node) => node.selectionSet ?? []);
      if (below.length > 0) expand(below, depth + 1);
    }
    return fields.size;
  };
  for (const node of document.definitions) {
    if (node.kind !== 'OperationDefinition') continue;
    add('root fields', expand([node.selectionSet], 1));
  }
  for (const fragment of fragments.values()) {
    if (!reached.has(fragment)) expand([fragment.selectionSet], 1);
  }
}
