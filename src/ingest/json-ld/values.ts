import { plainText } from '../plain-text.ts';

export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MOST_ITEMS = 500;

/** JSON-LD says one thing or a list of things; `@list` and `@set` wrap lists. https://www.w3.org/TR/json-ld11/#lists */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value))
    return value.slice(0, MOST_ITEMS).flatMap((item) => (Array.isArray(item) ? item : [item]));
  if (isObject(value)) {
    const wrapped = value['@list'] ?? value['@set'];
    if (wrapped !== undefined) return listOf(wrapped);
  }
  return [value];
}

/** Text as people read it, on one line; null where the value says nothing. The first of a list. */
export function textOf(value: unknown): string | null {
  for (const item of listOf(value)) {
    const text = plainText(rawTextOf(item) ?? '');
    if (text !== '') return text;
  }
  return null;
}

/** A string, a number, or the `@value` of either. */
export function rawTextOf(value: unknown): string | null {
  const bare = isObject(value) ? value['@value'] : value;
  if (typeof bare === 'number') return String(bare);
  return typeof bare === 'string' ? bare : null;
}

/** The name of a thing that is given as text or as an object. */
export function nameOf(value: unknown): string | null {
  const [first] = listOf(value);
  if (!isObject(first)) return textOf(first);
  return textOf(first.name) ?? textOf(first.legalName) ?? textOf(first['@value']) ?? textOf(first.headline);
}

/** "NewsArticle" out of `http://schema.org/NewsArticle`, `schema:NewsArticle` or a list. */
export function typesOf(node: JsonObject): readonly string[] {
  return listOf(node['@type'] ?? node.type).flatMap((type) =>
    typeof type === 'string' ? [type.replace(/^.*[/#:]/, '')] : [],
  );
}

/** An absolute http address; null for anything else. */
export function httpUrl(value: unknown, base?: string): string | null {
  const [first] = listOf(value);
  const text = isObject(first) ? (first['@id'] ?? first.url) : first;
  if (typeof text !== 'string' || text.trim() === '' || text.length > 4_000) return null;
  const url = URL.parse(text.trim(), base);
  return url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url.href : null;
}

/** JSON-LD writes truth as true, "true", "True", "http://schema.org/True". */
export function truthOf(value: unknown): boolean | null {
  const [first] = listOf(value);
  if (typeof first === 'boolean') return first;
  const word = /(true|false|yes|no)$/i.exec(rawTextOf(first) ?? '')?.[1]?.toLowerCase();
  return word === undefined ? null : word === 'true' || word === 'yes';
}
