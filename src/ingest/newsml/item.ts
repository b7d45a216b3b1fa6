import { type Catalog, catalogOf, codeOf, identifierOf } from './codes.ts';
import { attributeOf, childOf, childrenOf, descendantsOf, wordsOf, type XmlElement } from './xml.ts';

/** An item with what is needed to understand its parts. */
export interface NewsmlItem {
  readonly element: XmlElement;
  readonly catalog: Catalog;
  /** Whom the parts that say no more than a code are called, by their identifier. */
  readonly asserted: ReadonlyMap<string, XmlElement>;
  readonly meta: XmlElement | null;
  readonly content: XmlElement | null;
  /** text, picture, video, …; null where the item does not say. */
  readonly type: string | null;
  /** BCP 47 as printed. */
  readonly language: string | null;
}

export function newsmlItem(element: XmlElement, message: XmlElement | null): NewsmlItem {
  const catalog = catalogOf(childOf(message, 'header'), element);
  const meta = childOf(element, 'itemMeta');
  const content = childOf(element, 'contentMeta');
  const asserted = childrenOf(element, 'assert').flatMap((each): [string, XmlElement][] => {
    const key = keyOf(each, catalog);
    return key ? [[key, each]] : [];
  });
  const [tag] = childrenOf(content, 'language').map((each) => attributeOf(each, 'tag'));
  const inline = descendantsOf(childOf(element, 'contentSet'), 'inlineXML')[0] ?? null;
  return {
    element,
    catalog,
    asserted: new Map(asserted),
    meta,
    content,
    type: codeOf(childOf(meta, 'itemClass')),
    language: tag ?? attributeOf(element, 'lang') ?? attributeOf(inline, 'lang'),
  };
}

/** What an element is called: by itself, or where the item says elsewhere what its code stands for. */
export function nameOf(element: XmlElement | null, item: NewsmlItem): string | null {
  if (!element) return null;
  const own = inLanguage(childrenOf(element, 'name'), item.language);
  const key = keyOf(element, item.catalog);
  const other = key ? item.asserted.get(key) : undefined;
  return own ?? (other ? inLanguage(childrenOf(other, 'name'), item.language) : null);
}

function keyOf(element: XmlElement, catalog: Catalog): string | null {
  return identifierOf(element, catalog) ?? attributeOf(element, 'literal');
}

/** The words of the first element in the language, else of the first one. */
export function inLanguage(elements: readonly XmlElement[], language: string | null): string | null {
  const wanted = language?.toLowerCase().split('-')[0];
  const spoken = elements.find((each) => attributeOf(each, 'lang')?.toLowerCase().split('-')[0] === wanted);
  return wordsOf(spoken ?? elements[0] ?? null);
}
