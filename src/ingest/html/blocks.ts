import { withSource } from './block-quotes.ts';
import type { PageElement, PageNode } from './parse-page.ts';

/** A run of text between the edges of block elements. */
export interface Block {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'quote' | 'row';
  readonly text: string;
  /** How many of its characters stand in links. */
  readonly linkChars: number;
}

const BLOCKS = new Set(
  'p div section article main aside header footer ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre table tbody thead tr figure hr address center details summary fieldset'.split(
    ' ',
  ),
);
const KINDS: Readonly<Record<string, Block['kind']>> = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'item',
  dt: 'item',
  dd: 'item',
  blockquote: 'quote',
  tr: 'row',
};
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

/** The text of an element in the order of reading. */
export function blocksOf(root: PageElement): Block[] {
  const run = new Run();
  walk(root, 'paragraph', false, run);
  run.end('paragraph');
  return run.blocks;
}

class Run {
  readonly blocks: Block[] = [];
  #text = '';
  #linkChars = 0;

  add(text: string, linked: boolean): void {
    this.#text += text;
    if (linked) this.#linkChars += text.replace(/\s+/g, ' ').length;
  }

  end(kind: Block['kind']): void {
    const text = this.#text
      .replace(/[\u200B\u2060\u00AD\uFEFF]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    if (text !== '') this.blocks.push({ kind, text, linkChars: Math.min(this.#linkChars, text.length) });
    this.#text = '';
    this.#linkChars = 0;
  }

  /** Two breaks part paragraphs; one does where the line before it is a whole sentence. */
  breakLine(kind: Block['kind'], doubled: boolean): void {
    if (doubled || /[.!?:][”"’')\]]?\s*$/.test(this.#text)) this.end(kind);
    else this.#text += ' ';
  }
}

function walk(element: PageElement, kind: Block['kind'], linked: boolean, run: Run): void {
  let breaks = 0;
  for (const node of element.childNodes) {
    if (node.nodeType === TEXT_NODE) {
      if (node.textContent?.trim()) breaks = 0;
      run.add(node.textContent ?? '', linked);
    }
    if (node.nodeType !== ELEMENT_NODE) continue;
    const child = node as PageNode & PageElement;
    const name = child.localName;
    if (name === 'br') run.breakLine(kind, ++breaks > 1);
    else if (!BLOCKS.has(name)) {
      const isQuoted = name === 'q' && !/^[“"„«]/.test(child.textContent?.trim() ?? '');
      if (isQuoted) run.add('“', linked);
      if (name === 'td' || name === 'th') run.add(' ', false);
      walk(child, kind, linked || name === 'a', run);
      if (isQuoted) run.add('”', linked);
      breaks = 0;
    } else {
      run.end(kind);
      const own = KINDS[name] ?? (kind === 'quote' || kind === 'item' || kind === 'row' ? kind : 'paragraph');
      const from = run.blocks.length;
      walk(child, kind === 'row' ? kind : own, linked, run);
      run.end(own);
      if (name === 'blockquote') run.blocks.push(...withSource(child, run.blocks.splice(from)));
    }
  }
}
