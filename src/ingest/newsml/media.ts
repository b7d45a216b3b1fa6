import { isHttp, largestPicture, type Rendition } from '../agency/rendition.ts';
import type { DocumentAssociation, DocumentImage } from '../document.ts';
import { codeOf } from './codes.ts';
import type { NewsmlItem } from './item.ts';
import { attributeOf, childOf, childrenOf, descendantsOf, wordsOf, type XmlElement } from './xml.ts';

export function renditionsOf({ element }: NewsmlItem): Rendition[] {
  return descendantsOf(childOf(element, 'contentSet'), 'remoteContent').map((remote) => {
    const size = (name: string) => Number.parseInt(attributeOf(remote, name) ?? '', 10) || 0;
    return {
      name: codeOf(remote, 'rendition') ?? '',
      href: attributeOf(remote, 'href'),
      contentType: attributeOf(remote, 'contenttype'),
      title: wordsOf(childOf(remote, 'title')),
      width: size('width'),
      height: size('height'),
      bytes: size('size'),
    };
  });
}

/** The picture that the item is, or that it shows of its video. */
export function imagesOf(item: NewsmlItem, caption: string | null, maker: string | null): DocumentImage[] {
  const url = largestPicture(renditionsOf(item)) ?? iconOf(item);
  const credit = wordsOf(childOf(item.content, 'creditline')) ?? maker;
  if (item.type === 'picture') return [{ caption, credit, url }];
  return url ? [{ caption: null, credit: wordsOf(childOf(item.content, 'creditline')), url }] : [];
}

function iconOf({ element, content }: NewsmlItem): string | null {
  const icons = [...childrenOf(content, 'icon'), ...childrenOf(childOf(element, 'partMeta'), 'icon')];
  return icons.map((icon) => attributeOf(icon, 'href')).find(isHttp) ?? null;
}

/** What a package holds, what a plan delivered, what the item links to, and its own recordings. */
export function associationsOf(item: NewsmlItem): DocumentAssociation[] {
  const { element, meta } = item;
  const grouped = descendantsOf(childOf(element, 'groupSet'), 'group').flatMap((group) =>
    childrenOf(group, 'itemRef').map((ref) => reference(ref, codeOf(group, 'role') ?? 'item')),
  );
  const recorded = renditionsOf(item).filter(({ contentType }) =>
    /^(?:video|audio)\//i.test(contentType ?? ''),
  );
  return [
    ...grouped,
    ...childrenOf(element, 'itemRef').map((ref) => reference(ref, 'item')),
    ...descendantsOf(element, 'deliveredItemRef').map((ref) => reference(ref, 'delivered')),
    ...childrenOf(meta, 'link').map((link) => reference(link, codeOf(link, 'rel') ?? 'link')),
    ...recorded.map(({ name, contentType, href, title }) => ({
      role: name || 'rendition',
      type: contentType?.split('/')[0]?.toLowerCase() ?? null,
      uri: href,
      headline: title,
    })),
  ].filter(({ uri, headline }) => uri !== null || headline !== null);
}

function reference(element: XmlElement, role: string): DocumentAssociation {
  const uri = ['residref', 'guidref', 'uri', 'href'].map((name) => attributeOf(element, name));
  return {
    role,
    type: codeOf(childOf(element, 'itemClass')),
    uri: uri.find((each) => each !== null) ?? null,
    headline: wordsOf(childOf(element, 'headline')) ?? wordsOf(childOf(element, 'title')),
  };
}
