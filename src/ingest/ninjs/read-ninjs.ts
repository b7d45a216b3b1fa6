import { type ReadResult, type Refusal, refused } from '../document.ts';
import type { FormatReader, ReadOptions } from '../format.ts';
import { parseJson } from '../parse-json.ts';
import { LARGEST_TEXT_CHARS } from '../scraped/read-text.ts';
import { articleOfItem } from './article.ts';
import { isObject, type Problem } from './check.ts';
import { checkItem, type JsonObject } from './generation.ts';
import { ninjsItem } from './item.ts';

/** News in JSON, generations 1 to 3: https://iptc.org/standards/ninjs/ */
export const NINJS: FormatReader = { format: 'ninjs', isMine, read };

/** More in one file are a mistake or an attack: what is longer comes as JSON Lines. */
const MOST_ITEMS = 10_000;

/** An item, a list of items, or an object that holds such a list. */
function read(text: string, options: ReadOptions): readonly ReadResult[] {
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if ('fault' in parsed) return [refused('MALFORMED', `wanted a ninjs item in JSON, got ${parsed.fault}`)];
  const items = itemsIn(parsed.value) ?? [parsed.value];
  if (items.length === 0) return [refused('NO_ARTICLE', 'wanted at least one ninjs item, got an empty list')];
  if (items.length > MOST_ITEMS) {
    return [refused('TOO_LARGE', `wanted at most ${MOST_ITEMS} items in a file, got ${items.length}`)];
  }
  return items.map((item, at) => {
    const result = readItem(item, options);
    return result.kind === 'refused' && items.length > 1 ? inItem(at, result) : result;
  });
}

function readItem(item: unknown, options: ReadOptions): ReadResult {
  if (!isObject(item)) return refused('MALFORMED', `wanted a ninjs item, got ${typeof item}`);
  const checked = checkItem(item);
  if ('problem' in checked) return complaint(checked.problem);
  const read = ninjsItem(item, checked.generation);
  const longest = [...read.bodies, ...read.descriptions].reduce(
    (most, { value }) => Math.max(most, value.length),
    0,
  );
  return longest > LARGEST_TEXT_CHARS
    ? refused('TOO_LARGE', `wanted texts of at most ${LARGEST_TEXT_CHARS} characters, got one of ${longest}`)
    : articleOfItem(read, options);
}

function complaint({ path, wanted, got }: Problem): Refusal {
  const field = path.map((key) => String(key).slice(0, 60)).join('.');
  return refused('BAD_FIELD', `${field}: wanted ${wanted}, got ${got}`);
}

function inItem(at: number, { reason, message }: Refusal): Refusal {
  return refused(reason, `item ${at + 1}: ${message}`);
}

/** What services put around a page of items. */
const WRAPPERS = ['items', '_items', 'data', 'results', 'newsitems', 'newsItems', 'docs'];

/** Null where the value is an item itself. */
function itemsIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || Object.hasOwn(value, 'uri') || isForeign(value)) return null;
  const wrapper = WRAPPERS.find((name) => isItemList(value[name]));
  if (wrapper) return value[wrapper] as unknown[];
  return isObject(value.item) && isItem(value.item) ? [value.item] : null;
}

function isItemList(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((each) => isObject(each) && isItem(each));
}

/** The properties that no other format of news in JSON has. */
const TELLING =
  /^(?:pub[sS]tatus|version[cC]reated|first[cC]reated|content[cC]reated|representation[tT]ype|rights[iI]nfo|usage[tT]erms|\$standard|planned[cC]overage|eventDetails|bodies|headlines|descriptions|infosource|info[sS]ources|trust[iI]ndicators?|(?:body|description)_\w+)$/;
/** JSON-LD, JSON Feed and documents of our own have a URI at times, and these always. */
const FOREIGN = ['@context', '@type', '@graph', 'feed_url', 'retracted', 'body'];

function isItem(value: JsonObject): boolean {
  if (isForeign(value)) return false;
  return (
    Object.hasOwn(value, 'uri') || Object.keys(value).some((name) => TELLING.test(name)) || isNamed(value)
  );
}

function isForeign(value: JsonObject): boolean {
  const isFeed = typeof value.version === 'string' && value.version.includes('jsonfeed.org');
  return isFeed || FOREIGN.some((name) => Object.hasOwn(value, name));
}

function isNamed({ standard }: JsonObject): boolean {
  return isObject(standard) && /ninjs/i.test(`${standard.name} ${standard.schema}`);
}

const TELLING_CHARS = 20_000;
/** Such a property at the beginning of what is no JSON: it is told then what is wrong with it. */
const BROKEN =
  /"(?:pub[sS]tatus|version[cC]reated|body_(?:text|x?html)|description_text|\$standard)"\s*:|^\s*\{\s*"uri"\s*:/;

function isMine(text: string): boolean {
  const begin = text
    .replace(/^\uFEFF/, '')
    .slice(0, TELLING_CHARS)
    .trimStart();
  if (!/^(?:\{|\[\s*\{)/.test(begin)) return false;
  const parsed = parseJson(text.replace(/^\uFEFF/, ''));
  if ('fault' in parsed) return BROKEN.test(begin) && !/"@(?:context|type|graph)"/.test(begin);
  const { value } = parsed;
  if (Array.isArray(value)) return value.length > 0 && value.every(isObject) && value.some(isItem);
  return isObject(value) && (isItem(value) || itemsIn(value) !== null);
}
