import type { DocumentImage } from '../document.ts';
import { type Block, blocksOf } from './blocks.ts';
import { isAside, withoutHeadlines } from './body-lines.ts';
import { figuresOf } from './figures.ts';
import { entryLines, liveEntriesOf } from './live-entries.ts';
import type { PageDocument } from './parse-page.ts';
import { readableElement } from './readable.ts';
import { NAMED_BODY, paragraphChars, stripPage, unwrap } from './strip-page.ts';
import { hasWallBox, isWall } from './wall.ts';

/** What the markup of a page shows of its article. */
export interface ShownBody {
  /** In the order of reading. */
  readonly lines: readonly string[];
  readonly images: readonly DocumentImage[];
  /** The entries of a live blog, each below its time; none for any other article. */
  readonly entries: readonly string[];
  /** Whether a paywall stands where the article breaks off. */
  readonly walled: boolean;
}

export interface BodyHints {
  /** As any part of the page has it. */
  readonly headlines: readonly string[];
  readonly absolute: (address: string | null) => string | null;
}

/** The document is used up. */
export function shownBody(document: PageDocument, { headlines, absolute }: BodyHints): ShownBody {
  const figures = figuresOf(document, absolute);
  const live = liveEntriesOf(document);
  const boxed = hasWallBox(document);
  stripPage(document);
  const entries = live.filter(({ element }) => document.contains(element)).flatMap(entryLines);
  const images = figures.filter(({ element }) => document.contains(element)).map(({ image }) => image);
  unwrap(document);
  const blocks = articleBlocks(document);
  const own = blocks.filter((block) => !isAside(block) && !isWall(block));
  const lines = withoutHeadlines(own, headlines).map(({ text }) => text);
  return { lines, entries, images, walled: boxed || blocks.some(isWall) };
}

const LEAST_SHARE = 0.7;

/** What readability finds, unless that is far less than what the page itself names its article's text. */
function articleBlocks(document: PageDocument): Block[] {
  const [named] = [...document.querySelectorAll(NAMED_BODY)].sort(
    (a, b) => paragraphChars(b) - paragraphChars(a),
  );
  const namedBlocks = named ? blocksOf(named) : [];
  const element = readableElement(document);
  const found = element ? blocksOf(element) : [];
  return charsOf(found) < charsOf(namedBlocks) * LEAST_SHARE ? namedBlocks : found;
}

function charsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text, linkChars }) => sum + text.length - linkChars, 0);
}
