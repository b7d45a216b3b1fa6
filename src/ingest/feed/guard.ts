import { xmlRootOf } from './xml-root.ts';

/** Elements and attributes together. A full feed of 200 articles has some 10,000; parsing takes up to 20 µs for one. */
const MOST_NODES = 100_000;
const LONGEST_PERSON_CHARS = 2_000;
const MOST_BRACKETS = 40;

const PERSON = /<(?:[\w.-]+:)?(?:author|managingeditor|webmaster)\b(?![^>]{0,200}\/>)/gi;
const PERSON_END = /<\/(?:[\w.-]+:)?(?:author|managingeditor|webmaster)\s*>/gi;

/**
 * What makes a feed in XML too dear to parse, or null. The parser itself expands no entities and refuses deep nesting; it
 * takes quadratic time on persons with many open brackets, and far too long on a file that is nothing but tags.
 */
export function dangerIn(xml: string): string | null {
  const prolog = xml.slice(0, xmlRootOf(xml)?.index ?? 0);
  if (/<!ENTITY|<!DOCTYPE[^>]*\[/i.test(prolog)) {
    return 'wanted a feed without entities of its own in its DOCTYPE, got some; they are never expanded';
  }
  const nodes = nodesIn(xml);
  if (nodes > MOST_NODES) {
    return `wanted a feed of at most ${MOST_NODES} elements and attributes, got more; split it`;
  }
  return hasEndlessPerson(xml)
    ? `wanted authors of at most ${LONGEST_PERSON_CHARS} characters with at most ${MOST_BRACKETS} brackets`
    : null;
}

/** Counts no further than to where it is too many. What is in CDATA is text. */
function nodesIn(xml: string): number {
  let nodes = 0;
  for (const { 0: found } of xml.matchAll(/<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[^\s/!?]|=\s*["']/g)) {
    if (!found.startsWith('<!') && ++nodes > MOST_NODES) break;
  }
  return nodes;
}

function hasEndlessPerson(xml: string): boolean {
  PERSON.lastIndex = 0;
  for (let begin = PERSON.exec(xml); begin; begin = PERSON.exec(xml)) {
    const rest = xml.slice(begin.index + 1, begin.index + LONGEST_PERSON_CHARS);
    PERSON_END.lastIndex = 0;
    const end = PERSON_END.exec(rest);
    if (!end || (rest.slice(0, end.index).match(/[<([&]/g)?.length ?? 0) > MOST_BRACKETS) return true;
  }
  return false;
}
