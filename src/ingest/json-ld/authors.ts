import type { BylineRole, DocumentByline } from '../document.ts';
import { plainText } from '../plain-text.ts';
import { isRole } from '../scraped/bylines.ts';
import type { Graph } from './graph.ts';
import { isObject, type JsonObject, listOf, rawTextOf } from './values.ts';

/** Authors, then contributors, each name once. Of an author that is given as text, object, list or reference. */
export function bylinesOf(node: JsonObject, graph: Graph): DocumentByline[] {
  const authors = namesOf(node.author ?? node.creator ?? node.authors, graph);
  const contributors = namesOf(node.contributor, graph).filter((name) => !authors.includes(name));
  const as = (role: BylineRole) => (name: string) => ({ name, role });
  return [...authors.map(as('author')), ...contributors.map(as('contributor'))];
}

export function namesOf(value: unknown, graph: Graph): string[] {
  const names = listOf(value).flatMap((each) => {
    const author = graph.resolve(each);
    if (!isObject(author)) return authorNames(rawTextOf(author) ?? '');
    return listOf(author.name ?? author['@value'] ?? author.alternateName ?? inParts(author)).flatMap(
      (name) => authorNames(rawTextOf(name) ?? ''),
    );
  });
  return [...new Set(names)];
}

/** https://schema.org/givenName and https://schema.org/familyName */
function inParts({ givenName, familyName }: JsonObject): string {
  return `${rawTextOf(givenName) ?? ''} ${rawTextOf(familyName) ?? ''}`.trim();
}

const LONGEST_NAME = 80;
const LABEL = /^(?:by|author|authors|written by|words by|reported by|story by|from|posted by)\s*:?\s+/i;
/** "By" of other languages, before a name of two words: "Von Trier" is a name. */
const ELSEWHERE = /^(?:[Vv]on|[Pp]ar|[Pp]or|[Dd]oor)\s+(?=\p{Lu}\S* (?:\p{L}{2,3} )*\p{Lu})/u;
const BETWEEN = /\s*(?:;|\||\/|•|\n|,?\s+(?:and|und|et|y)\s+|,\s*|\s&\s)\s*/;
const PICTURE = /\b(?:image|photo|picture|credit)s?\s*:/i;
const NOBODY =
  /^(?:admin|administrator|editor|author|unknown|n\/a|null|undefined|none|guest|user|web ?desk|anonymous|see more|more)$/i;
const SUFFIX = /^(?:jr|sr|ph\.?d|m\.?d|esq|mba|ii|iii|iv)\.?$/i;

/** The names in one line of authors: "By Ana Kolter and Piers Handel", "Ana Kolter, Health Correspondent". */
export function authorNames(line: string): string[] {
  const text = plainText(line).replace(LABEL, '').replace(ELSEWHERE, '');
  if (text === '' || PICTURE.test(text) || /^https?:\/\/|^www\.|^@\w+$|^\S+@\S+\.\S+$/.test(text)) return [];
  const pieces: string[] = [];
  for (const piece of text.split(BETWEEN).map(trimmed)) {
    if (SUFFIX.test(piece) && pieces.length > 0) pieces.push(`${pieces.pop()}, ${piece}`);
    else if (piece !== '') pieces.push(piece);
  }
  const named = pieces.filter((piece, at) => !NOBODY.test(piece) && (at === 0 || !isRole(piece)));
  return named.filter((name) => name.length <= LONGEST_NAME && /^[\p{L}\p{N}"“‘'’]/u.test(name));
}

function trimmed(piece: string): string {
  return piece
    .replace(LABEL, '')
    .replace(/^[\s,.:–—-]+|[\s,:–—-]+$/g, '')
    .trim();
}
