import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Lexer,
  type SelectionSetNode,
  Source,
  TokenKind,
} from 'graphql';

export const LIMITS = {
  bytes: 65_536,
  /** Comments count: each stays in memory as long as the document. */
  tokens: 2_000,
  /** Brackets of any kind within brackets; the parser's stack overflows at ten times as many. */
  'nested brackets': 120,
  /** Fields below fields, fragments followed. */
  'levels of fields': 17,
  aliases: 50,
  'root fields': 30,
  directives: 50,
  'directives in one place': 5,
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

type Add = (limit: Limit, amount?: number) => void;

class OverLimit extends Error {
  readonly limit: Limit;
  constructor(limit: Limit) {
    super(limit);
    this.limit = limit;
  }
}

/** Before parsing. Throws what the parser would at text that has no tokens. */
export function textLimitExceeded(text: string): Limit | null {
  if (Buffer.byteLength(text) > LIMITS.bytes) return 'bytes';
  const lexer = new Lexer(new Source(text));
  let [tokens, nested] = [0, 0];
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    for (let comment = token.prev; comment?.kind === TokenKind.COMMENT; comment = comment.prev) tokens++;
    if (OPENING.has(token.kind)) nested++;
    else if (CLOSING.has(token.kind)) nested--;
    if (++tokens > LIMITS.tokens) return 'tokens';
    if (nested > LIMITS['nested brackets']) return 'nested brackets';
  }
  return null;
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** The first limit that a document goes beyond, if any. Ends as soon as it is found, so its own work has the same bounds. */
export function limitExceeded(document: DocumentNode): Limit | null {
  const counts = new Map<Limit, number>();
  const add: Add = (limit, amount = 1) => {
    const count = (counts.get(limit) ?? 0) + amount;
    if (count > LIMITS[limit]) throw new OverLimit(limit);
    counts.set(limit, count);
  };
  try {
    for (const definition of document.definitions) countDefinition(definition, add);
    countExpanded(document, add);
    return null;
  } catch (error) {
    if (error instanceof OverLimit) return error.limit;
    throw error;
  }
}

function countDefinition(definition: DocumentNode['definitions'][number], add: Add): void {
  if (definition.kind === 'FragmentDefinition') add('fragment definitions');
  if (!('selectionSet' in definition)) return;
  countDirectives(definition, add);
  add('variables', definition.variableDefinitions?.length);
  for (const variable of definition.variableDefinitions ?? []) countDirectives(variable, add);
  countSelections(definition.selectionSet, add);
}

function countDirectives(
  { directives = [] }: { readonly directives?: readonly unknown[] | undefined },
  add: Add,
): void {
  if (directives.length > LIMITS['directives in one place']) throw new OverLimit('directives in one place');
  add('directives', directives.length);
}

/** As written. */
function countSelections(set: SelectionSetNode, add: Add): void {
  for (const selection of set.selections) {
    countDirectives(selection, add);
    if (selection.kind === 'Field') {
      if (selection.alias) add('aliases');
      if (/^__(schema|type)$/.test(selection.name.value)) add('introspection fields');
    } else add(selection.kind === 'FragmentSpread' ? 'fragment spreads' : 'inline fragments');
    if ('selectionSet' in selection && selection.selectionSet) countSelections(selection.selectionSet, add);
  }
}

/** As executed: fragments in their places, fields of one name merged. What no operation reaches is validated too, so it counts. */
function countExpanded(document: DocumentNode, add: Add): void {
  const fragments: Fragments = new Map();
  const reached = new Set<string>();
  for (const node of document.definitions) {
    if (node.kind === 'FragmentDefinition') fragments.set(node.name.value, node);
  }
  const expand = (sets: readonly SelectionSetNode[], depth: number): number => {
    if (depth > LIMITS['levels of fields']) throw new OverLimit('levels of fields');
    const fields = mergedFields(sets, fragments, reached, add);
    for (const nodes of fields.values()) {
      const below = nodes.flatMap((node) => node.selectionSet ?? []);
      if (below.length > 0) expand(below, depth + 1);
    }
    return fields.size;
  };
  for (const node of document.definitions) {
    if (node.kind === 'OperationDefinition') add('root fields', expand([node.selectionSet], 1));
  }
  for (const [name, fragment] of fragments) {
    if (!reached.has(name)) expand([fragment.selectionSet], 1);
  }
}

type Fragments = Map<string, FragmentDefinitionNode>;

/** The fields of selections in one place, by the name under which each is answered. */
function mergedFields(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
  reached: Set<string>,
  add: Add,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      add('fields');
      if (selection.kind === 'Field') {
        const name = (selection.alias ?? selection.name).value;
        const same = fields.get(name);
        add('repeated fields', same?.length ?? 0);
        if (same) same.push(selection);
        else fields.set(name, [selection]);
      } else if (selection.kind === 'InlineFragment') collect(selection.selectionSet);
      else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        reached.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  sets.forEach(collect);
  return fields;
}
