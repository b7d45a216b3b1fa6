import type { PageElement } from './parse-page.ts';
import { textIn } from './text-in.ts';

const MARKED = /^[“"„«‘'»]/;
const SOURCE = /^[—–―-]\s*(?=\p{Lu}|@)/u;
const LONGEST_SOURCE = 120;

/**
 * A quotation that is set off from the text, with its source below it in an element of its own or behind a dash, as running text
 * prints it: “…” — Ana Kolter. Marks show in neither otherwise, and nobody could tell who says it. Any other one stays as it is.
 */
export function withSource<Block extends { readonly text: string }>(
  quote: PageElement,
  blocks: readonly Block[],
): readonly Block[] {
  const said = blocks.slice(0, -1);
  const source = blocks.at(-1)?.text ?? '';
  const cited = quote.querySelector('cite');
  const isSource = SOURCE.test(source) || (cited !== null && textIn(cited) === source);
  if (!isSource || said.length === 0 || source.length > LONGEST_SOURCE) return blocks;
  const last = said.length - 1;
  const isMarked = MARKED.test(said[0]!.text);
  return said.map((block, at) => {
    const text = isMarked ? block.text : `“${block.text}${at === last ? '”' : ''}`;
    return { ...block, text: at === last ? `${text} — ${source.replace(SOURCE, '')}` : text };
  });
}
