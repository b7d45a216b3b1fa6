import type { DocumentImage } from '../document.ts';
import { blocksOf } from './blocks.ts';
import { isAside, isWall, withoutHeadlines } from './body-lines.ts';
import { figuresOf } from './figures.ts';
import type { PageDocument } from './parse-page.ts';
import { readableElement } from './readable.ts';
import { stripPage } from './strip-page.ts';

/** What the markup of a page shows of its article. */
export interface ShownBody {
  /** In the order of reading. */
  readonly lines: readonly string[];
  readonly images: readonly DocumentImage[];
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
  stripPage(document);
  const images = figures.filter(({ element }) => document.contains(element)).map(({ image }) => image);
  const element = readableElement(document);
  const blocks = element ? blocksOf(element) : [];
  const own = blocks.filter((block) => !isAside(block) && !isWall(block));
  const lines = withoutHeadlines(own, headlines).map(({ text }) => text);
  return { lines, images, walled: blocks.some(isWall) };
}
