import { oneLine, paragraphsOfHtml } from '../agency/html-text.ts';
import { paragraphsOf } from '../newsml/paragraphs.ts';
import { parseXml } from '../newsml/xml.ts';
import { linesOfText } from '../scraped/text-lines.ts';
import { isObject } from './check.ts';
import type { Generation, JsonObject } from './generation.ts';

/** One of the texts that an item gives for the same: its body as plain text and as XHTML, say. */
export interface Words {
  readonly role: string | null;
  readonly isMarkup: boolean;
  readonly value: string;
}

export type TextKind = 'headline' | 'description' | 'body';

const LISTS = { headline: 'headlines', description: 'descriptions', body: 'bodies' } as const;
const MARKUP = /html|xml|nitf|rich/i;
const TAGGED = /<\/?(?:p|div|br|body|h[1-6]|ul|ol|li|nitf|section|article)\b[^<>]*>/i;

/** All that are not blank, in the order of the item, that of the plain name first. */
export function textsOf(value: JsonObject, generation: Generation, kind: TextKind): Words[] {
  return (generation === 1 ? namedTexts(value, kind) : listedTexts(value[LISTS[kind]])).filter(
    (words) => words.value.trim() !== '',
  );
}

function namedTexts(value: JsonObject, kind: TextKind): Words[] {
  const names = Object.keys(value).filter((name) => name === kind || name.startsWith(`${kind}_`));
  names.sort((a, b) => Number(b === kind) - Number(a === kind));
  return names.map((name) => {
    const role = name.slice(kind.length + 1);
    return wordsOf(role === '' ? null : role, role, value[name]);
  });
}

function listedTexts(list: unknown): Words[] {
  return (Array.isArray(list) ? list : []).filter(isObject).map((each) => {
    const role = typeof each.role === 'string' ? each.role : null;
    return wordsOf(role, String(each.contenttype ?? each.contentType ?? role ?? ''), each.value);
  });
}

function wordsOf(role: string | null, form: string, value: unknown): Words {
  const text = typeof value === 'string' ? value : '';
  const isPlain = /^text\/plain/i.test(form);
  return { role, isMarkup: MARKUP.test(form) || (!isPlain && TAGGED.test(text)), value: text };
}

export function paragraphsOfWords({ isMarkup, value }: Words): readonly string[] {
  if (!isMarkup) return linesOfText(value);
  const parsed = isNitf(value) ? parseXml(value) : null;
  return parsed && 'root' in parsed ? paragraphsOf(parsed.root) : paragraphsOfHtml(value);
}

/** XML with a head of its own in its body; anything else is read as HTML, which forgives. */
export function isNitf(value: string): boolean {
  return /<nitf\b/i.test(value.slice(0, 1_000));
}

/** All of it on one line. */
export function lineOfWords(words: Words): string {
  return oneLine(paragraphsOfWords(words).join(' '));
}

/** The first of the roles that one of them has, or one without a role; null where there is none. */
export function wordsInRole(all: readonly Words[], roles: readonly RegExp[]): Words | null {
  for (const role of roles) {
    const found = all.find((words) => role.test(words.role ?? ''));
    if (found) return found;
  }
  return null;
}
