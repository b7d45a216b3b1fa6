import { isFurniture } from '../scraped/boilerplate.ts';
import { datelineOf } from '../scraped/dateline.ts';
import { bared, WORD } from './words.ts';

/** What of an article tells its story, word by word. */
export interface Story {
  readonly words: readonly string[];
  /** At each word: whether it is a figure, or a name within a sentence. Stories made from one form differ in these. */
  telling(): readonly Telling[];
}
type Telling = 'figure' | 'name' | null;

/** No more of it is compared: the beginning of a book is enough to know it by. */
const LONGEST_CHARS = 60_000;

const AGENCY_TAG =
  /^(?:\p{Lu}[\p{L}.’'/ -]{0,40},?\s*)?[([]\p{Lu}[\p{L}\p{N} .&/-]{1,30}[)\]]\s*(?:—|–|--|-|:)\s+/u;
const SIGNED = /\s*(?:[([]\s*\p{Lu}[\p{L}\p{N} .&/-]{1,24}[)\]]|(?:—|–|--)\s*\p{Lu}[\p{L}\p{N} .&-]{1,24})$/u;
const CREDIT =
  /^[([]?(?:additional |further )?(?:reporting|report|writing|editing|edited|compiled|translated|produced|photographs?)(?: and (?:writing|editing))? by\b.{0,300}$/i;
const RIGHTS =
  /^(?:©|\(c\) |copyright\b)|\ball rights reserved\b|\bmay not be (?:published|reproduced|rewritten|redistributed)\b/i;
const SLUG = /^[-–—#*_\s]*(?:ends?|30|more)?[-–—#*_\s]*$/i;

/** Without dateline, agency's tag, credits, notices of rights and what scraping left. */
export function storyOf(body: string): Story {
  const paragraphs = body
    .slice(0, LONGEST_CHARS)
    .split(/\n+/)
    .map((line) => line.trim())
    .filter((line) => !isFurniture(line) && !CREDIT.test(line) && !RIGHTS.test(line) && !SLUG.test(line));
  const text = paragraphs
    .map((paragraph, at) => (at === 0 ? untagged(paragraph) : paragraph))
    .map((paragraph, at) => (at === paragraphs.length - 1 ? paragraph.replace(SIGNED, '') : paragraph))
    .map(bared);
  return {
    words: text.flatMap((paragraph) => paragraph.toLowerCase().match(WORD) ?? []),
    telling: () => text.flatMap(tellingIn),
  };
}

function untagged(paragraph: string): string {
  return datelineOf(paragraph)?.rest ?? paragraph.replace(AGENCY_TAG, '');
}

function tellingIn(text: string): Telling[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
    if (/\p{N}/u.test(word)) return 'figure';
    return /^\p{Lu}/u.test(word) && /[\p{L}\p{N},;]\s+$/u.test(text.slice(0, index).slice(-4))
      ? 'name'
      : null;
  });
}
