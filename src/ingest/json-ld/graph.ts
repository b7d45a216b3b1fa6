import { isObject, type JsonObject, listOf, typesOf } from './values.ts';

/** All nodes of the blocks of a page, and what an `@id` refers to. */
export interface Graph {
  /** What the blocks are about: their root objects, and the members of lists and of `@graph`. */
  readonly nodes: readonly JsonObject[];
  /** The node that a bare reference stands for; any other value as it is. */
  resolve(value: unknown): unknown;
}

const MOST_NODES = 20_000;
const DEEPEST = 24;

export function graphOf(blocks: readonly unknown[]): Graph {
  const nodes: JsonObject[] = [];
  for (const block of blocks) collectRoots(block, nodes, 0);
  const byId = indexById(nodes);
  const resolve = (value: unknown): unknown => {
    if (!isObject(value) || typeof value['@id'] !== 'string' || !isReference(value)) return value;
    return byId.get(value['@id']) ?? value;
  };
  return { nodes, resolve };
}

function isReference(node: JsonObject): boolean {
  return Object.keys(node).every((key) => key === '@id' || key === '@type');
}

function collectRoots(value: unknown, into: JsonObject[], depth: number): void {
  if (depth > DEEPEST || into.length >= MOST_NODES) return;
  if (Array.isArray(value)) for (const item of value) collectRoots(item, into, depth + 1);
  if (!isObject(value)) return;
  const graph = value['@graph'];
  if (graph !== undefined) collectRoots(graph, into, depth + 1);
  if (graph === undefined || typesOf(value).length > 0) into.push(value);
  for (const key of ['mainEntity', 'mainEntityOfPage'])
    for (const entity of listOf(value[key]))
      if (isObject(entity) && !isReference(entity)) collectRoots(entity, into, depth + 1);
}

/** The fullest node of an id: others may be references to it. Walked level by level, so that no depth is too much. */
function indexById(roots: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  const byId = new Map<string, JsonObject>();
  let level: readonly unknown[] = roots;
  for (let depth = 0, seen = 0; depth < DEEPEST && level.length > 0 && seen < MOST_NODES; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (++seen > MOST_NODES) break;
      if (isObject(value)) keep(value, byId);
      if (typeof value === 'object' && value !== null)
        for (const part of Object.values(value)) if (typeof part === 'object') next.push(part);
    }
    level = next;
  }
  return byId;
}

function keep(node: JsonObject, byId: Map<string, JsonObject>): void {
  const id = node['@id'];
  if (typeof id !== 'string' || isReference(node)) return;
  const known = byId.get(id);
  if (!known || Object.keys(known).length < Object.keys(node).length) byId.set(id, node);
}
