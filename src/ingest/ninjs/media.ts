import { isPicture, largestPicture } from '../agency/rendition.ts';
import type { DocumentAssociation, DocumentImage } from '../document.ts';
import type { NinjsItem } from './item.ts';
import { lineOfWords, wordsInRole } from './words.ts';

const CAPTION = [/caption/i, /^(?:text|description|main)?$/i, /^(?!.*(?:credit|writer|byline))/i];

/** The item itself where it is a picture or is sent with one, then the pictures tied to it. */
export function imagesOf(item: NinjsItem): DocumentImage[] {
  const own = imageOf(item);
  const isShown = isPictureItem(item) || own.url !== null;
  const tied = item.associations.filter((each) => isPictureItem(each.item)).map((each) => imageOf(each.item));
  return [...(isShown ? [own] : []), ...tied].filter(saysSomething);
}

/** All that is tied to the item and is no picture, and its own recordings: the renditions of a video or of a sound. */
export function associationsOf(item: NinjsItem): DocumentAssociation[] {
  const tied = item.associations.filter(
    (each) => !isPictureItem(each.item) || !saysSomething(imageOf(each.item)),
  );
  const recorded = item.renditions.filter(({ contentType }) => /^(?:video|audio)\//i.test(contentType ?? ''));
  return [
    ...tied.map(({ role, item: other }) => ({
      role: role || 'associated',
      type: other.type,
      uri: other.uri || null,
      headline: headlineIn(other),
    })),
    ...recorded.map(({ name, contentType, href, title }) => ({
      role: name || 'rendition',
      type: contentType?.split('/')[0]?.toLowerCase() ?? null,
      uri: href,
      headline: title,
    })),
  ];
}

function isPictureItem({ type, renditions }: NinjsItem): boolean {
  return type === 'picture' || (type === null && renditions.some(isPicture));
}

function imageOf(item: NinjsItem): DocumentImage {
  const caption = isPictureItem(item) ? wordsInRole(item.descriptions, CAPTION) : null;
  const credit = wordsInRole(item.descriptions, [/credit/i]);
  return {
    caption: (caption && lineOfWords(caption)) || (isPictureItem(item) ? headlineIn(item) : null),
    credit:
      (credit && lineOfWords(credit)) || (isPictureItem(item) ? (item.by ?? item.copyrightHolder) : null),
    url: largestPicture(item.renditions),
  };
}

function headlineIn({ headlines, title, slugline }: NinjsItem): string | null {
  return headlines[0] ? lineOfWords(headlines[0]) : (title ?? slugline);
}

function saysSomething({ caption, credit, url }: DocumentImage): boolean {
  return caption !== null || credit !== null || url !== null;
}
