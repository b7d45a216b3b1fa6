import { decodeHTML } from 'entities';

const BLOCK_TAG =
  /<\/?(?:p|div|br|hr|li|ul|ol|h[1-6]|blockquote|section|article|figure|figcaption|table|tr|td|th|pre)(?:\s[^<>]*)?\/?>/gi;
const TAG = /<(?:[a-z][^<>]*|\/[a-z][^<>]*|!--[^<>]*--)>/gi;
const INVISIBLE = /[\u200B\u2060\u00AD\uFEFF]/g;

/** Text out of a value that may hold markup and entities, also those escaped twice, as one line. */
export function plainText(markup: string): string {
  return withoutMarkup(markup).replace(/\s+/g, ' ').trim();
}

/** As `plainText`, a paragraph for each block of the markup or, where it has none, for each line. */
export function plainParagraphs(markup: string): string[] {
  return withoutMarkup(markup)
    .split(/\s*\n\s*/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
}

function withoutMarkup(markup: string): string {
  const once = markup.includes('<') ? withoutTags(markup) : markup;
  if (!once.includes('&')) return once.replace(INVISIBLE, '');
  const decoded = decodeHTML(once);
  const again = /&(?:#\d+|#x[\da-f]+|[a-z]{2,8});/i.test(decoded) ? decodeHTML(decoded) : decoded;
  return (again.includes('<') ? withoutTags(again) : again).replace(INVISIBLE, '');
}

function withoutTags(markup: string): string {
  return withoutScripts(markup).replace(BLOCK_TAG, '\n').replace(TAG, '');
}

/** From each opening to its closing tag, or to the end where there is none. */
function withoutScripts(markup: string): string {
  if (!/<(?:script|style)/i.test(markup)) return markup;
  const kept: string[] = [];
  const lower = markup.toLowerCase();
  let at = 0;
  for (const { index, 1: name = '' } of markup.matchAll(/<(script|style)\b/gi)) {
    if (index < at) continue;
    kept.push(markup.slice(at, index));
    const end = lower.indexOf(`</${name.toLowerCase()}`, index);
    if (end === -1) return kept.join('');
    at = end;
  }
  return kept.join('') + markup.slice(at);
}
