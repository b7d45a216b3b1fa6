import { plainText } from '../plain-text.ts';
import type { PageElement } from './parse-page.ts';

export function textIn(element: PageElement): string {
  return plainText((element.textContent ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
}
