import type { DocumentImage } from '../document.ts';
import { captionOf } from '../scraped/captions.ts';
import type { PageDocument, PageElement } from './parse-page.ts';
import { textIn } from './text-in.ts';

export interface Figure {
  readonly element: PageElement;
  readonly image: DocumentImage;
}

const MOST_FIGURES = 60;
const LONGEST_CAPTION = 1_500;
const CREDIT =
  '[class*="credit"], [itemprop="copyrightHolder"], [itemprop="creditText"], [class*="copyright"], [class*="attribution"]';

/** The captioned pictures of a page, in its order. */
export function figuresOf(
  document: PageDocument,
  absolute: (address: string | null) => string | null,
): Figure[] {
  return [...document.querySelectorAll('figure')].slice(0, MOST_FIGURES).flatMap((element) => {
    const caption = element.querySelector('figcaption');
    const image = caption && imageOf(caption, absolute(sourceOf(element)));
    return image ? [{ element, image }] : [];
  });
}

function imageOf(figcaption: PageElement, url: string | null): DocumentImage | null {
  const credited = figcaption.querySelector(CREDIT);
  const credit = credited ? textIn(credited) : '';
  const whole = textIn(figcaption);
  if (whole === '' || whole.length > LONGEST_CAPTION) return null;
  if (credit === '' || credit === whole) {
    const printed = captionOf(whole);
    if (printed) return { ...printed, url };
    return credit === ''
      ? { caption: whole, credit: null, url }
      : { caption: null, credit: bare(credit), url };
  }
  const caption = whole.replace(credit, '').trim();
  return { caption: caption === '' ? null : caption, credit: bare(credit), url };
}

function bare(credit: string): string {
  return credit
    .replace(/^(?:(?:photo(?:graph)?|image|picture)(?: credit)?|credit)s?(?: by)?\s*:\s*/i, '')
    .replace(/^\((.*)\)$/, '$1');
}

function sourceOf(figure: PageElement): string | null {
  const image = figure.querySelector('img');
  const [candidate] = image?.getAttribute('srcset')?.trim().split(/[\s,]/) ?? [];
  const sources = [image?.getAttribute('src'), image?.getAttribute('data-src'), candidate];
  return sources.find((source) => source && !source.startsWith('data:')) ?? null;
}
