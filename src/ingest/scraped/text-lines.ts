import { paragraphsOf } from '../find/sentences.ts';

/** Paragraphs of scraped text as one line each: no-break spaces, tabs and hard wraps become a space. */
export function linesOfText(raw: string): string[] {
  const text = raw
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200B\u2060\u00AD]/g, '');
  return paragraphsOf(text).map((span) => text.slice(span.start, span.end).replace(/\s+/g, ' '));
}
