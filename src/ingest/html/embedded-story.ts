import { isObject, type JsonObject } from '../json-ld/values.ts';
import { parseJson } from '../parse-json.ts';
import type { PageScript } from './parse-page.ts';

/** The Arc story (ANS) that a page carries to draw itself from; null where it carries none. */
export function embeddedStory(scripts: readonly PageScript[]): JsonObject | null {
  for (const { id, text } of scripts) {
    const data = id === '__NEXT_DATA__' ? nextContent(text) : fusionContent(text);
    const story = isObject(data) && isObject(data.result) ? data.result : data;
    if (isObject(story) && Array.isArray(story.content_elements) && isObject(story.headlines ?? story.title))
      return story;
    if (isObject(story) && Array.isArray(story.content_elements) && typeof story.title === 'string')
      return story;
  }
  return null;
}

function nextContent(text: string): unknown {
  let at = parsed(text);
  for (const key of ['props', 'pageProps', 'globalContent']) at = isObject(at) ? at[key] : undefined;
  return at;
}

function fusionContent(text: string): unknown {
  const start = /\bFusion\.globalContent\s*=\s*(?=\{)/.exec(text);
  if (start === null) return undefined;
  return parsed(objectAt(text, start.index + start[0].length));
}

function parsed(text: string): unknown {
  const json = parseJson(text);
  return 'value' in json ? json.value : undefined;
}

/** The object that begins at an offset, up to its closing brace; empty where it has none. */
function objectAt(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === '{') depth += 1;
    else if (char === '}' && --depth === 0) return text.slice(from, at + 1);
  }
  return '';
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}
