import { paragraphsOfHtml } from '../agency/html-text.ts';
import type { DocumentImage } from '../document.ts';
import { LARGEST_TEXT_CHARS } from '../scraped/read-text.ts';
import { linesOfText } from '../scraped/text-lines.ts';
import { paragraphsOf } from './paragraphs.ts';
import {
  attributeOf,
  childOf,
  childrenOf,
  descendantsOf,
  rawTextOf,
  wordsOf,
  type XmlElement,
} from './xml.ts';

/** What the content of an item says in words. */
export interface InlineText {
  /** How long plain text is; what is longer than is read has no paragraphs. */
  readonly chars: number;
  readonly paragraphs: readonly string[];
  readonly headline: string | null;
  readonly standfirst: string | null;
  readonly dateline: string | null;
  readonly bylines: readonly string[];
  readonly images: readonly DocumentImage[];
}

export const NO_TEXT: InlineText = {
  chars: 0,
  paragraphs: [],
  headline: null,
  standfirst: null,
  dateline: null,
  bylines: [],
  images: [],
};

/** The first alternative that holds running text: NITF, XHTML or other marked-up paragraphs, or plain text. */
export function inlineTextOf(contentSet: XmlElement | null): InlineText {
  for (const content of [
    ...descendantsOf(contentSet, 'inlineXML'),
    ...descendantsOf(contentSet, 'inlineData'),
  ]) {
    const text = content.name === 'inlineXML' ? markedUp(content) : plain(content);
    if (text.paragraphs.length > 0 || text.chars > LARGEST_TEXT_CHARS) return text;
  }
  return NO_TEXT;
}

function plain(content: XmlElement): InlineText {
  const words = attributeOf(content, 'encoding') === null ? rawTextOf(content) : '';
  const isMarkup = /html|xml/i.test(attributeOf(content, 'contenttype') ?? '');
  if (words.length > LARGEST_TEXT_CHARS) return { ...NO_TEXT, chars: words.length };
  return { ...NO_TEXT, paragraphs: isMarkup ? paragraphsOfHtml(words) : linesOfText(words) };
}

const RUNNING = new Set([
  'nitf',
  'html',
  'body',
  'article',
  'section',
  'div',
  'p',
  'h1',
  'h2',
  'main',
  'block',
]);

/** Other XML (results, tables of figures) is no running text, unless it has paragraphs. */
function markedUp(content: XmlElement): InlineText {
  const [root] = childrenOf(content);
  const isRunning = root ? RUNNING.has(root.name) || descendantsOf(root, 'p').length > 0 : false;
  if (!isRunning && (root || wordsOf(content) === null)) return NO_TEXT;
  const head = descendantsOf(content, 'body.head')[0] ?? null;
  const byline = childOf(head, 'byline');
  return {
    ...NO_TEXT,
    paragraphs: paragraphsOf(content),
    headline: wordsOf(childOf(head, 'hedline', 'hl1')) ?? wordsOf(childOf(content, 'html', 'head', 'title')),
    standfirst: wordsOf(childOf(head, 'abstract')) ?? wordsOf(childOf(head, 'hedline', 'hl2')),
    dateline: wordsOf(childOf(head, 'dateline', 'location')) ?? wordsOf(childOf(head, 'dateline')),
    bylines: byline ? [bylineWords(byline)] : [],
    images: descendantsOf(content, 'media').flatMap(pictureOf),
  };
}

/** Without the title that NITF keeps beside the name. */
function bylineWords(byline: XmlElement): string {
  const parts = byline.children.map((child) =>
    typeof child === 'string' ? child : child.name === 'byttl' ? ' ' : rawTextOf(child),
  );
  return parts
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/[\s,]+$/, '')
    .trim();
}

function pictureOf(media: XmlElement): DocumentImage[] {
  if (!/^(?:image|photo|picture)?$/i.test(attributeOf(media, 'media-type') ?? '')) return [];
  const source = attributeOf(childOf(media, 'media-reference'), 'source');
  const image = {
    caption: wordsOf(childOf(media, 'media-caption')),
    credit: wordsOf(childOf(media, 'media-producer')),
    url: source && /^https?:\/\//i.test(source) ? source : null,
  };
  return image.caption || image.credit || image.url ? [image] : [];
}
