import { Parser } from 'htmlparser2';

/** Elements of HTML and NITF that begin and end a paragraph; a line break does, too. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main ' +
    'nav ol p pre section table tbody thead tr ul body.content body.end block bq fn hl1 hl2 nitf-table bibliography tagline'
  ).split(' '),
);
const CELLS = new Set(['td', 'th']);

/** What is no running text: code, forms, pictures with their captions, and the head of an NITF body, which has fields of its own. */
const SKIPPED = new Set(
  'script style noscript template head title figure figcaption svg button select textarea object iframe media body.head dateline'.split(
    ' ',
  ),
);

export interface ParagraphCollector {
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
  done(): string[];
}

/** Gathers running text into paragraphs, from the events of any parser. Names in lower case. */
export function paragraphCollector(): ParagraphCollector {
  const paragraphs: string[] = [];
  let pieces: string[] = [];
  let skipped = 0;
  const flush = () => {
    const paragraph = oneLine(pieces.join(''));
    if (paragraph !== '') paragraphs.push(paragraph);
    pieces = [];
  };
  return {
    open(name) {
      if (skipped > 0 || SKIPPED.has(name)) skipped++;
      else if (BLOCKS.has(name)) flush();
    },
    text(text) {
      if (skipped === 0) pieces.push(text);
    },
    close(name) {
      if (skipped > 0) skipped--;
      else if (BLOCKS.has(name)) flush();
      else if (CELLS.has(name)) pieces.push(' ');
    },
    done() {
      flush();
      return paragraphs;
    },
  };
}

/** Pages nest two dozen levels; the parser's time grows with the square of the depth. */
const DEEPEST = 500;

class TooDeep extends Error {}

/** The paragraphs of a piece of HTML, XHTML or NITF, however broken. */
export function paragraphsOfMarkup(markup: string): string[] {
  const collector = paragraphCollector();
  let depth = 0;
  const parser = new Parser({
    onopentagname: (name) => {
      if (++depth > DEEPEST) throw new TooDeep();
      collector.open(name);
    },
    ontext: (text) => collector.text(text),
    onclosetag: (name) => {
      depth--;
      collector.close(name);
    },
  });
  try {
    parser.end(markup);
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return [oneLine(markup.replace(/<[^<>]*>/g, ' '))].filter((text) => text !== '');
  }
  return collector.done();
}

/** Text on one line: white space of any kind is one space, and what cannot be seen is gone. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u200B\u2060\u00AD\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
