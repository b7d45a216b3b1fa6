import { SaxesParser } from 'saxes';

/** An element with its local name; prefixes are resolved and gone. Attributes of other namespaces are left out, `xml:lang` is `lang`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

export type ParsedXml = { readonly root: XmlElement } | { readonly fault: string };

interface Open extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** News nests a dozen levels; more are an attack. */
const DEEPEST = 200;
const MOST_ELEMENTS = 200_000;
const XML = 'http://www.w3.org/XML/1998/namespace';

class Fault extends Error {}

/**
 * Well-formed XML as a tree. A document type is skipped: no entity is defined by it, nothing is fetched, and a reference
 * to an entity beyond the five of XML is a fault.
 */
export function parseXml(text: string): ParsedXml {
  const document: Open = { name: '', attributes: new Map(), children: [] };
  const open: Open[] = [document];
  let elements = 0;
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw new Fault(error.message);
  });
  parser.on('opentag', ({ local, attributes }) => {
    if (open.length > DEEPEST) throw new Fault(`elements nested deeper than ${DEEPEST}`);
    if (++elements > MOST_ELEMENTS) throw new Fault(`more than ${MOST_ELEMENTS} elements`);
    const own = Object.values(attributes).filter(({ uri }) => uri === '' || uri === XML);
    const element: Open = {
      name: local,
      attributes: new Map(own.map((each) => [each.local, each.value])),
      children: [],
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (words) => open.at(-1)?.children.push(words));
  parser.on('cdata', (words) => open.at(-1)?.children.push(words));
  try {
    parser.write(text.replace(/^\uFEFF/, '').trimStart()).close();
  } catch (error) {
    if (error instanceof Fault) return { fault: error.message };
    throw error;
  }
  const root = document.children.find((child) => typeof child !== 'string');
  return root ? { root } : { fault: 'no element' };
}

export function childrenOf(element: XmlElement | null, ...names: readonly string[]): XmlElement[] {
  const elements = element?.children.filter((child) => typeof child !== 'string') ?? [];
  return names.length === 0 ? elements : elements.filter(({ name }) => names.includes(name));
}

/** The first one on the way of names down from the element; null where one is missing. */
export function childOf(element: XmlElement | null, ...path: readonly string[]): XmlElement | null {
  return path.reduce<XmlElement | null>((at, name) => childrenOf(at, name)[0] ?? null, element);
}

/** All below the element that have the name, in the order of the document. */
export function descendantsOf(element: XmlElement | null, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const visit = (at: XmlElement) => {
    for (const child of at.children) {
      if (typeof child === 'string') continue;
      if (child.name === name) found.push(child);
      visit(child);
    }
  };
  if (element) visit(element);
  return found;
}

/** Its words on one line; null for none. */
export function wordsOf(element: XmlElement | null): string | null {
  const words = element ? rawTextOf(element).replace(/\s+/g, ' ').trim() : '';
  return words === '' ? null : words;
}

export function rawTextOf(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? child : child.name === 'br' ? '\n' : rawTextOf(child)))
    .join('');
}

/** An attribute that says something. */
export function attributeOf(element: XmlElement | null, name: string): string | null {
  return element?.attributes.get(name)?.trim() || null;
}
