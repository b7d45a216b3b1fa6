import { oneLine } from '../agency/html-text.ts';
import type { XmlElement } from './xml.ts';

/** Elements of XHTML and NITF that begin and end a paragraph. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre ' +
    'section table tbody thead tr ul body.content body.end block bq fn hl2 nitf-table bibliography tagline'
  ).split(' '),
);
/** No XML holds one. */
const BREAK = '\f';
const CELLS = new Set(['td', 'th']);

/** What is no running text: code, pictures with their captions, and the head of an NITF body, which has fields of its own. */
const SKIPPED = new Set(
  'script style noscript template head title figure figcaption svg media body.head dateline'.split(' '),
);

/** The running text of an element, by its paragraphs. A line break parts lines; within a paragraph it takes two of them. */
export function paragraphsOf(element: XmlElement): string[] {
  const paragraphs: string[] = [];
  let pieces: string[] = [];
  const flush = () => {
    const lines = pieces.join('').split(/\f\s*\f/);
    paragraphs.push(...lines.map((line) => oneLine(line)).filter((line) => line !== ''));
    pieces = [];
  };
  const visit = (child: XmlElement | string, inParagraph: boolean) => {
    if (typeof child === 'string') return void pieces.push(child);
    const name = child.name.toLowerCase();
    if (SKIPPED.has(name)) return;
    if (BLOCKS.has(name)) flush();
    if (name === 'br') pieces.push(inParagraph ? BREAK : `${BREAK}${BREAK}`);
    for (const inner of child.children) visit(inner, inParagraph || name === 'p');
    if (BLOCKS.has(name)) flush();
    if (CELLS.has(name)) pieces.push(' ');
  };
  for (const child of element.children) visit(child, element.name === 'p');
  flush();
  return paragraphs;
}
