import { type ReadResult, refused } from '../document.ts';
import { xmlRootOf } from '../feed/xml-root.ts';
import type { FormatReader, ReadOptions } from '../format.ts';
import { articleOf } from './article.ts';
import { newsmlItem } from './item.ts';
import { childOf, childrenOf, parseXml, type XmlElement } from './xml.ts';

/** The IPTC's NewsML-G2: https://iptc.org/standards/newsml-g2/ */
export const NEWSML_G2: FormatReader = { format: 'newsml-g2', isMine, read };

const ITEMS = ['newsItem', 'packageItem', 'conceptItem', 'knowledgeItem', 'planningItem'];
/** More in one message are a mistake or an attack. */
const MOST_ITEMS = 10_000;

/** One item, each item of a message, or a content set by itself. */
function read(text: string, options: ReadOptions): readonly ReadResult[] {
  const root = xmlRootOf(text);
  if (root && !ROOTS.has(root.name)) return [noItem(root.name)];
  return readAll(text, options);
}

function readAll(text: string, options: ReadOptions): readonly ReadResult[] {
  const parsed = parseXml(text);
  if ('fault' in parsed)
    return [refused('MALFORMED', `wanted NewsML-G2 as well-formed XML, got ${parsed.fault}`)];
  const { root } = parsed;
  if (root.name !== 'newsMessage') return [readItem(root, null, options)];
  const items = childrenOf(childOf(root, 'itemSet'));
  if (items.length === 0) return [refused('NO_ARTICLE', 'wanted an item in the message, got none')];
  if (items.length > MOST_ITEMS) {
    return [refused('TOO_LARGE', `wanted at most ${MOST_ITEMS} items in a message, got ${items.length}`)];
  }
  return items.map((item) => readItem(item, root, options));
}

function readItem(element: XmlElement, message: XmlElement | null, options: ReadOptions): ReadResult {
  if (element.name === 'contentSet') return articleOf(newsmlItem(itemAround(element), message), options);
  if (ITEMS.includes(element.name)) return articleOf(newsmlItem(element, message), options);
  return noItem(element.name);
}

function noItem(name: string): ReadResult {
  return refused('NO_ARTICLE', `wanted one of ${ITEMS.join(', ')}; got ${name.slice(0, 60)}`);
}

function itemAround(contentSet: XmlElement): XmlElement {
  return { name: 'newsItem', attributes: new Map(), children: [contentSet] };
}

const ROOTS = new Set(
  [...ITEMS, 'catalogItem', 'newsMessage', 'contentSet'].map((name) => name.toLowerCase()),
);

/** By its root element; IPTC's older NewsML 1 has others. */
function isMine(text: string): boolean {
  return ROOTS.has(xmlRootOf(text)?.name ?? '');
}
