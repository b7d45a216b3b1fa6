import { readMoment } from '../moment.ts';
import { plainParagraphs } from '../plain-text.ts';
import type { Graph } from './graph.ts';
import { isObject, type JsonObject, listOf, rawTextOf, textOf } from './values.ts';

/** The paragraphs of a running report: each entry below its time and its heading. https://schema.org/liveBlogUpdate */
export function liveEntries(node: JsonObject, graph: Graph, timeZone: string): string[] {
  return listOf(node.liveBlogUpdate).flatMap((each) => {
    const entry = graph.resolve(each);
    return isObject(entry) ? paragraphsOf(entry, timeZone) : [];
  });
}

function paragraphsOf(entry: JsonObject, timeZone: string): string[] {
  const body = plainParagraphs(
    rawTextOf(listOf(entry.articleBody)[0]) ?? rawTextOf(listOf(entry.text)[0]) ?? '',
  );
  const heading = textOf(entry.headline) ?? textOf(entry.name);
  if (body.length === 0 && heading === null) return [];
  const at = readMoment(rawTextOf(listOf(entry.datePublished)[0]), timeZone)?.at;
  const headings = [at, heading].filter(
    (line) => line !== null && line !== undefined && line !== body[0],
  ) as string[];
  return [...headings, ...body];
}
