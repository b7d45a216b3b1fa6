import type { DocumentAssociation, DocumentImage } from '../document.ts';
import { captionOf } from '../scraped/captions.ts';
import { absolute } from './address.ts';
import type { FeedItem, FeedMedia } from './feed-item.ts';
import type { ItemText } from './item-text.ts';

/** Those that the feed lists, those in the text, and those whose captions stand in it; each address once. */
export function imagesOf(
  { media }: FeedItem,
  { pictures }: ItemText,
  captions: readonly DocumentImage[],
  base: string | null,
): DocumentImage[] {
  const shown = media.filter(({ type }) => type === 'picture');
  const large = shown.filter(({ isThumbnail }) => !isThumbnail);
  const chosen = large.length > 0 ? large : pictures.length > 0 ? [] : shown.slice(0, 1);
  const found = [
    ...chosen.map(({ url, caption, credit }) => ({ caption, credit, url: absolute(url, base) })),
    ...pictures.map(({ src, caption }) => {
      const parted = caption === null ? null : captionOf(caption);
      return {
        caption: parted?.caption ?? (parted ? null : caption),
        credit: parted?.credit ?? null,
        url: absolute(src, base),
      };
    }),
    ...captions,
  ];
  const urls = new Set<string>();
  return found.filter(({ url, caption, credit }) => {
    if (url === null) return caption !== null || credit !== null;
    return !urls.has(url) && urls.add(url);
  });
}

export function associationsOf({ media }: FeedItem, base: string | null): DocumentAssociation[] {
  const others = media.filter(({ type, isThumbnail }: FeedMedia) => type !== 'picture' && !isThumbnail);
  return others.map(({ url, type, caption }) => ({
    role: 'enclosure',
    type,
    uri: absolute(url, base) ?? url,
    headline: caption,
  }));
}
