import { Readability } from '@mozilla/readability';
import type { PageDocument, PageElement } from './parse-page.ts';

const FEWEST_CHARS = 250;

/** The element that readability takes for the article; null where it finds none. The document is used up. */
export function readableElement(document: PageDocument): PageElement | null {
  const options = {
    keepClasses: true,
    disableJSONLD: true,
    charThreshold: FEWEST_CHARS,
    serializer: (node: unknown) => node as PageElement,
  };
  const reader = new Readability<PageElement>(document as never, options);
  try {
    return reader.parse()?.content ?? null;
  } catch (error) {
    // The DOM puts all children of an element on the stack; a page of a hundred thousand marks is no article.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
