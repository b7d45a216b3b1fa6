import { type FieldNode, type GraphQLResolveInfo, Kind, visit } from 'graphql';
import type { Tree } from '../../db/tree.ts';
import type { Asking } from './selection.ts';

const FORMS_AT_MOST = 50;
/** Longer variables, such as cursors and filters by the dozen, hardly come twice. */
const CHARS_AT_MOST = 2_000;

type Trees = Map<string, Tree | null>;

/** By document, since a document that is forgotten takes its nodes along, then by the variables that a selection uses. */
const ofNodes = new WeakMap<FieldNode, Trees>();

/** The tree of a selection, made once for each way in which its variables shape it. */
export function treeOf(
  info: GraphQLResolveInfo,
  name: string,
  make: (asking: Asking) => Tree | null,
): Tree | null {
  const key = keyOf(info, name);
  if (key === null) return make(info);
  const node = info.fieldNodes[0] as FieldNode;
  let trees = ofNodes.get(node);
  if (!trees) {
    trees = new Map();
    ofNodes.set(node, trees);
  }
  let tree = trees.get(key);
  if (tree === undefined) {
    if (trees.size >= FORMS_AT_MOST) trees.clear();
    tree = make(info);
    trees.set(key, tree);
  }
  return tree;
}

function keyOf({ fieldNodes, fragments, variableValues }: GraphQLResolveInfo, name: string): string | null {
  const values = fieldNodes.map((node) => [
    numberOf(node),
    ...variablesIn(node, fragments).map((variable) => variableValues[variable] ?? null),
  ]);
  const key = `${name} ${JSON.stringify(values)}`;
  return key.length <= CHARS_AT_MOST ? key : null;
}

let numbered = 0;
const numbers = new WeakMap<object, number>();

/** Tells one object from another in a text. */
export function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) {
    number = ++numbered;
    numbers.set(object, number);
  }
  return number;
}

const variablesOfNodes = new WeakMap<FieldNode, readonly string[]>();

/** The variables in what is selected below a field; those of its own arguments are not among them. */
function variablesIn(node: FieldNode, fragments: Asking['fragments']): readonly string[] {
  const known = variablesOfNodes.get(node);
  if (known) return known;
  const variables = new Set<string>();
  const entered = new Set<string>();
  const enter = (part: object): void => {
    visit(part as FieldNode, {
      [Kind.VARIABLE]: ({ name }) => void variables.add(name.value),
      [Kind.FRAGMENT_SPREAD]: ({ name: { value: name } }) => {
        const fragment = fragments[name];
        if (!fragment || entered.has(name)) return;
        entered.add(name);
        enter(fragment.selectionSet);
      },
    });
  };
  if (node.selectionSet) enter(node.selectionSet);
  const found = [...variables].sort();
  variablesOfNodes.set(node, found);
  return found;
}
