import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
} from 'graphql';

/** What selections are read with. */
export type Asking = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** The object types that a value of this type may have. */
export function possibleTypes(type: GraphQLNamedType, { schema }: Asking): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

/** The fields that are asked of an object of this type, by response key: https://spec.graphql.org/October2021/#CollectFields() */
export function fieldsAsked(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  asking: Asking,
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const spread = new Set<string>();
  for (const { selectionSet } of nodes) {
    for (const selection of selectionSet?.selections ?? []) collect(type, selection, asking, fields, spread);
  }
  return fields;
}

function collect(
  type: GraphQLObjectType,
  selection: SelectionNode,
  asking: Asking,
  fields: Map<string, FieldNode[]>,
  spread: Set<string>,
): void {
  if (!isIncluded(selection, asking)) return;
  if (selection.kind === Kind.FIELD) {
    const key = selection.alias?.value ?? selection.name.value;
    const ofKey = fields.get(key);
    if (ofKey) ofKey.push(selection);
    else fields.set(key, [selection]);
    return;
  }
  const fragment =
    selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(selection, asking, spread);
  if (!fragment || !appliesTo(type, fragment.typeCondition?.name.value, asking)) return;
  for (const inner of fragment.selectionSet.selections) collect(type, inner, asking, fields, spread);
}

function fragmentOf(
  { name: { value: name } }: { readonly name: { readonly value: string } },
  { fragments }: Asking,
  spread: Set<string>,
): FragmentDefinitionNode | undefined {
  if (spread.has(name)) return undefined;
  spread.add(name);
  return fragments[name];
}

function isIncluded(selection: SelectionNode, { variableValues }: Asking): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return true;
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false
  );
}

function appliesTo(type: GraphQLObjectType, condition: string | undefined, { schema }: Asking): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}
