import type { DocumentImage } from '../document.ts';
import type { Graph } from './graph.ts';
import { httpUrl, isObject, type JsonObject, listOf, nameOf, textOf } from './values.ts';

/**
 * The pictures of an article. A list of addresses, or of sizes, without captions holds one picture in several shapes: its first
 * stands for all.
 */
export function imagesOf(node: JsonObject, graph: Graph, base: string | undefined): DocumentImage[] {
  const images = listOf(node.image).flatMap((each) => {
    const value = graph.resolve(each);
    const image = pictureOf(value, base);
    return image.url === null && image.caption === null ? [] : [{ image, isOwn: isPicture(value) }];
  });
  const told = images.filter(({ isOwn }) => isOwn);
  return (told.length > 0 ? told : images.slice(0, 1)).map(({ image }) => image);
}

/** Not one more shape of another: it has words of its own, or is a file of no stated size. */
function isPicture(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { caption, credit } = pictureOf(value, undefined);
  const isFile = value.contentUrl !== undefined && value.width === undefined && value.height === undefined;
  return caption !== null || credit !== null || isFile;
}

function pictureOf(value: unknown, base: string | undefined): DocumentImage {
  if (!isObject(value)) return { caption: null, credit: null, url: httpUrl(value, base) };
  const url = httpUrl(value.contentUrl, base) ?? httpUrl(value.url, base) ?? httpUrl(value['@id'], base);
  const credit =
    textOf(value.creditText) ??
    nameOf(value.creator) ??
    nameOf(value.author) ??
    nameOf(value.copyrightHolder);
  return { caption: textOf(value.caption) ?? textOf(value.description), credit, url };
}
