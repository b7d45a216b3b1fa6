import type { FormatReader } from '../format.ts';
import { readHtml } from './read-html.ts';

/** HTML and XHTML, whole pages and fragments. */
export const HTML: FormatReader = {
  format: 'html',
  isMine: isHtml,
  read: (text, options) => [readHtml(text, options)],
};

const PROLOGUE = /^(?:\s|\uFEFF|<!--(?:(?!-->)[\s\S]){0,4000}-->|<\?xml[^>]{0,400}\?>)+/i;
const BEGINNING =
  /^<(?:!doctype html|html|head|body|title|meta|link|base|script|style|article|main|section|header|nav|div|span|p|h[1-6]|ul|ol|table|figure|blockquote|a|b|i|em|strong|img|br|hr|center|font|noscript|iframe)(?:[\s/>]|$)/i;

/** By how it begins; feeds and agency formats begin with elements of their own. */
export function isHtml(text: string): boolean {
  return BEGINNING.test(text.slice(0, 20_000).replace(PROLOGUE, ''));
}
