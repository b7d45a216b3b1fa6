import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { type Refusal, refused } from '../document.ts';

/** The little of a DOM element that reading needs. */
export interface PageElement {
  readonly localName: string;
  readonly textContent: string | null;
  readonly parentElement: PageElement | null;
  readonly children: ArrayLike<PageElement> & Iterable<PageElement>;
  readonly childNodes: ArrayLike<PageNode> & Iterable<PageNode>;
  readonly nextElementSibling: PageElement | null;
  readonly nodeType: number;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  setAttribute(name: string, value: string): void;
  appendChild(node: unknown): void;
  contains(other: PageElement): boolean;
  closest(selector: string): PageElement | null;
  matches(selector: string): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): ArrayLike<PageElement> & Iterable<PageElement>;
  replaceWith(...nodes: unknown[]): void;
  remove(): void;
}

export interface PageNode {
  readonly nodeType: number;
  readonly textContent: string | null;
}

export interface PageDocument extends PageElement {
  readonly documentElement: PageElement;
  readonly head: PageElement;
  readonly body: PageElement;
  createElement(name: string): PageElement;
  createTextNode(text: string): unknown;
  cloneNode(deep: boolean): PageDocument;
}

export interface PageScript {
  readonly type: string;
  readonly id: string;
  readonly text: string;
}

/** What of a page can tell of an article: no style, no drawing, no frame; of the scripts those that hold data. */
export interface Page {
  readonly document: PageDocument;
  readonly scripts: readonly PageScript[];
}

/** Five times what the fullest pages of news have. */
const MOST_ELEMENTS = 15_000;
const MOST_ATTRIBUTES = 1_000;
const MOST_TEXT_CHARS = 1_500_000;
const DEEPEST = 2_000;
/** What is nested deeper loses its elements and keeps its text: no layout needs more, and readability counts in depths. */
const DEEPEST_KEPT = 100;
const CHUNK_CHARS = 65_536;

/** Parses in bounded time and memory; runs nothing and fetches nothing. */
export function parsePage(html: string): Page | Refusal {
  const tree = new PageTree();
  const parser = new Parser(tree, { decodeEntities: true });
  for (let at = 0; at < html.length && tree.excess === null; at += CHUNK_CHARS)
    parser.write(html.slice(at, at + CHUNK_CHARS));
  if (tree.excess === null) parser.end();
  if (tree.excess !== null) return refused('TOO_LARGE', `wanted a page of at most ${tree.excess}, got more`);
  return { document: tree.document, scripts: tree.scripts };
}

const SKIPPED = new Set(
  'script style svg math iframe object embed applet template noscript canvas select textarea audio video map'.split(
    ' ',
  ),
);
const IN_HEAD = new Set(['title', 'meta', 'link', 'base']);
const KEPT_ATTRIBUTES = new Set(
  (
    'id class lang role rel href src srcset data-src alt title type name property content charset http-equiv datetime hidden ' +
    'aria-hidden aria-label aria-modal itemprop itemtype itemscope itemid data-testid data-component data-type cite dir amp'
  ).split(' '),
);
const LONGEST_ATTRIBUTE = 4_000;

class PageTree {
  readonly document = parseHTML('<!doctype html><html><head></head><body></body></html>')
    .document as unknown as PageDocument;
  readonly scripts: PageScript[] = [];
  /** What there is too much of; null while all is well. */
  excess: string | null = null;
  #open: (PageElement | null)[] = [];
  #parent: PageElement = this.document.body;
  #text: string[] = [];
  #skipped = 0;
  #script: { type: string; id: string; text: string[] } | null = null;
  #elements = 0;
  #attributes = 0;
  #chars = 0;

  onattribute(): void {
    if (++this.#attributes > MOST_ATTRIBUTES) this.excess = `${MOST_ATTRIBUTES} attributes of an element`;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    this.#flush();
    this.#attributes = 0;
    if (++this.#elements > MOST_ELEMENTS) this.excess = `${MOST_ELEMENTS} elements`;
    if (this.#open.length > DEEPEST) this.excess = `${DEEPEST} elements within each other`;
    if (this.excess !== null) return;
    if (this.#skipped > 0 || SKIPPED.has(name)) {
      this.#skipped += 1;
      if (name === 'script')
        this.#script = { type: attributes.type ?? '', id: attributes.id ?? '', text: [] };
      this.#open.push(null);
    } else this.#add(name, attributes);
  }

  #add(name: string, attributes: Record<string, string>): void {
    const existing = this.#existing(name);
    if (existing === null && this.#open.length >= DEEPEST_KEPT) {
      this.#open.push(null);
      return;
    }
    const element = existing ?? this.document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      const shown = key === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value);
      if (shown) element.setAttribute('hidden', '');
      else if (KEPT_ATTRIBUTES.has(key) && value.length <= LONGEST_ATTRIBUTE)
        element.setAttribute(key, value);
    }
    if (existing === null)
      (isOfHead(name, attributes) ? this.document.head : this.#parent).appendChild(element);
    this.#open.push(element);
    this.#parent = name === 'html' || name === 'head' ? this.document.body : element;
  }

  #existing(name: string): PageElement | null {
    if (name === 'html') return this.document.documentElement;
    return name === 'head' || name === 'body' ? this.document[name] : null;
  }

  ontext(text: string): void {
    if (this.excess !== null) return;
    if (this.#script) this.#script.text.push(text);
    else if (this.#skipped === 0) {
      this.#text.push(text);
      this.#chars += text.length;
      if (this.#chars > MOST_TEXT_CHARS) this.excess = `${MOST_TEXT_CHARS} characters of text`;
    }
  }

  onclosetag(): void {
    if (this.excess !== null) return;
    this.#flush();
    this.#closeScript();
    const closed = this.#open.pop();
    if (this.#skipped > 0) this.#skipped -= 1;
    else if (closed) this.#parent = this.#open.findLast((element) => isParent(element)) ?? this.document.body;
  }

  #closeScript(): void {
    if (this.#script === null) return;
    const script = { ...this.#script, text: this.#script.text.join('') };
    if (holdsData(script)) this.scripts.push(script);
    this.#script = null;
  }

  #flush(): void {
    if (this.#text.length === 0) return;
    this.#parent.appendChild(this.document.createTextNode(this.#text.join('')));
    this.#text = [];
  }

  onend(): void {
    this.#flush();
  }
}

/** What stands in the head wherever a page has it; microdata keeps its place. */
function isOfHead(name: string, attributes: Record<string, string>): boolean {
  return IN_HEAD.has(name) && attributes.itemprop === undefined;
}

function isParent(element: PageElement | null): element is PageElement {
  return element !== null && element.localName !== 'html' && element.localName !== 'head';
}

function holdsData({ type, id, text }: PageScript): boolean {
  return /json/i.test(type) || id === '__NEXT_DATA__' || text.includes('Fusion.globalContent');
}
