import type { DocumentSubject } from '../document.ts';
import type { Graph } from './graph.ts';
import { httpUrl, isObject, type JsonObject, listOf, nameOf, rawTextOf, textOf, typesOf } from './values.ts';

const MOST_SUBJECTS = 200;
const LONGEST_NAME = 200;

/** Whom and what the article is about, whom it mentions, and its keywords, each once. */
export function subjectsOf(node: JsonObject, graph: Graph): DocumentSubject[] {
  const named = ['about', 'mentions'].flatMap((role) =>
    listOf(node[role]).flatMap((each) => subjectOf(graph.resolve(each), role)),
  );
  const keywords = listOf(node.keywords).flatMap((each) => keywordsOf(graph.resolve(each)));
  const found = new Map<string, DocumentSubject>();
  for (const subject of [...named, ...keywords]) {
    const key = subject.name.toLowerCase();
    if (!found.has(key) && subject.name.length <= LONGEST_NAME) found.set(key, subject);
  }
  return [...found.values()].slice(0, MOST_SUBJECTS);
}

function subjectOf(value: unknown, role: string): DocumentSubject[] {
  const name = nameOf(value);
  if (name === null) return [];
  if (!isObject(value)) return [{ kind: 'topic', name, uri: null, role }];
  return [{ kind: kindOf(typesOf(value)), name, uri: identifierOf(value), role }];
}

/** Wikidata's, where it is among them. */
function identifierOf(node: JsonObject): string | null {
  const same = listOf(node.sameAs).flatMap((each) => httpUrl(each) ?? []);
  const wikidata = same.find((uri) => /\bwikidata\.org\//.test(uri));
  return wikidata ?? same[0] ?? httpUrl(node['@id']) ?? httpUrl(node.url) ?? textOf(node.termCode);
}

/** https://schema.org/Person, Organization, Place, Event and the types below them that news uses. */
const KINDS: readonly (readonly [RegExp, DocumentSubject['kind']])[] = [
  [/^(?:Person|Patient)$/, 'person'],
  [/(?:Event|Festival|Election)$/, 'event'],
  [
    /(?:Organization|Corporation|Airline|Consortium|NGO|Team|Library|Project|Business|Cooperative|WorkersUnion|University|School|MusicGroup)$/,
    'organization',
  ],
  [
    /(?:Place|Area|City|Country|State|Landform|Accommodation|Residence|Attraction|Building|Airport|Stadium)$/,
    'place',
  ],
];

function kindOf(types: readonly string[]): DocumentSubject['kind'] {
  return KINDS.find(([form]) => types.some((type) => form.test(type)))?.[1] ?? 'topic';
}

/** One text may hold many, between commas; some systems prefix them with what they are ("tag:ferries"). */
function keywordsOf(value: unknown): DocumentSubject[] {
  if (isObject(value) && value['@value'] === undefined) return subjectOf(value, 'keywords');
  return (rawTextOf(value) ?? '').split(/[,;]/).flatMap((word) => {
    const name = textOf(word.replace(/^\s*(?:tag|topic|keyword|subject)\s*:/i, ''));
    return name === null || /^[a-z_-]+:/i.test(name)
      ? []
      : [{ kind: 'topic', name, uri: null, role: 'keywords' } as const];
  });
}
