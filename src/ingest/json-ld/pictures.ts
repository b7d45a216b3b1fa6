import type { DocumentImage } from '../document.ts';
import type { Graph } from './graph.ts';
import { httpUrl, isObject, type JsonObject, listOf, nameOf, textOf } from './values.ts';

/** The pictures of an article. A list without captions holds one picture in several shapes: its first stands for all. */
export function imagesOf(node: JsonObject, graph: Graph, base: string | undefined): DocumentImage[] {
  const images = listOf(node.image).flatMap((each) => {
    const image = pictureOf(graph.resolve(each), base);
    return image.url === null && image.caption === null ? [] : [image];
  });
  const told = images.filter(({ caption, credit }) => caption !== null || credit !== null);
  return told.length > 0 ? told : images.slice(0, 1);
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
