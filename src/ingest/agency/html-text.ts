import { linesOfHtml } from '../markup/html-lines.ts';

/** The paragraphs of a piece of HTML, however broken; all of it on one where it is nested deeper than any page. */
export function paragraphsOfHtml(html: string): readonly string[] {
  return linesOfHtml(html)?.lines ?? [oneLine(html.replace(/<[^<>]*>/g, ' '))].filter((line) => line !== '');
}

/** Text on one line: white space of any kind is one space, and what cannot be seen is gone. */
export function oneLine(text: string): string {
  return text
    .replace(/[\u200B\u2060\u00AD\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
