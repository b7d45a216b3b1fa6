import type { AnnotatedToken, NamedSpan } from './corpus-text.ts';

interface Row {
  readonly word: string;
  readonly tag: string;
  readonly head: number;
  readonly relation: string;
  readonly spaceAfter: boolean;
  readonly entity: string;
}
interface Mention {
  readonly first: number;
  last: number;
  readonly kind: NamedSpan['kind'] | null;
}

const KINDS: Readonly<Record<string, NamedSpan['kind']>> = {
  person: 'person',
  organization: 'organization',
  place: 'place',
};
const ENTITY = /\((\d+)-([a-z]+)-[^()]*|(\d+)?\)/g;
const JOINTS: Readonly<Record<NamedSpan['kind'], RegExp>> = {
  person: /^(?:de|del|la|von|van|al|bin|-)$/i,
  organization: /^(?:of|for|the|and|&|de|del|-|’|'|on)$/i,
  place: /^(?:of|the|&|de|del|la|al|-)$/i,
};

export interface GumDocument {
  readonly genre: string;
  readonly sentences: readonly (readonly AnnotatedToken[])[];
}

/** GUM marks every noun phrase; a name is the proper nouns around the head of one. */
export function gumDocuments(content: string): GumDocument[] {
  return content
    .split(/^# newdoc id = GUM_/m)
    .slice(1)
    .map((document) => ({
      genre: document.slice(0, document.indexOf('_')),
      sentences: document
        .slice(document.indexOf('\n'))
        .split(/\n\s*\n/)
        .map(rowsOf)
        .filter((rows) => rows.length > 0)
        .map((rows) => annotated(rows, mentionsOf(rows))),
    }));
}

function rowsOf(block: string): Row[] {
  return block.split('\n').flatMap((line): Row[] => {
    if (line === '' || line.startsWith('#')) return [];
    const [, word, , , tag, head, relation, spacing, entity] = line.split('\t');
    return [
      {
        word: word!,
        tag: tag!,
        head: Number(head) - 1,
        relation: relation!,
        spaceAfter: spacing === '_',
        entity: entity ?? '',
      },
    ];
  });
}

function mentionsOf(rows: readonly Row[]): Mention[] {
  const found: Mention[] = [];
  const open = new Map<string, Mention>();
  const stack: string[] = [];
  rows.forEach(({ entity }, at) => {
    for (const [, id, kind, closes] of entity.matchAll(ENTITY)) {
      const key = id ?? closes ?? stack.at(-1);
      if (key === undefined) continue;
      if (id !== undefined) {
        open.set(id, { first: at, last: -1, kind: KINDS[kind!] ?? null });
        stack.push(id);
        continue;
      }
      const mention = open.get(key);
      if (!mention) continue;
      mention.last = at;
      found.push(mention);
      open.delete(key);
      stack.splice(stack.lastIndexOf(key), 1);
    }
  });
  return found;
}

function annotated(rows: readonly Row[], mentions: readonly Mention[]): AnnotatedToken[] {
  const kinds = new Array<NamedSpan['kind'] | null>(rows.length).fill(null);
  const opens = new Array<boolean>(rows.length).fill(false);
  const longestFirst = mentions.toSorted((a, b) => b.last - b.first - (a.last - a.first));
  for (const mention of longestFirst) {
    const name = properNouns(rows, mention);
    if (!name) continue;
    if (kinds.slice(name[0], name[1] + 1).some((kind) => kind !== null)) continue;
    kinds.fill(mention.kind!, name[0], name[1] + 1);
    opens[name[0]] = true;
  }
  return rows.map(({ word, spaceAfter }, at) => ({ word, spaceAfter, kind: kinds[at]!, opens: opens[at]! }));
}

function properNouns(rows: readonly Row[], { first, last, kind }: Mention): [number, number] | null {
  const proper = (at: number) => at >= first && at <= last && /^NNPS?$/.test(rows[at]!.tag);
  let head = -1;
  for (let at = first; at <= last && head < 0; at += 1)
    if (rows[at]!.head < first || rows[at]!.head > last) head = at;
  const named = rows[head + 1];
  if (!proper(head) && named?.relation === 'flat' && named.head === head) head += 1;
  if (!proper(head)) return null;
  let [from, to] = [head, head];
  if (kind === null) return null;
  const joint = (at: number) => at > first && at < last && JOINTS[kind].test(rows[at]!.word);
  while (proper(from - 1) || (joint(from - 1) && proper(from - 2))) from -= proper(from - 1) ? 1 : 2;
  while (proper(to + 1) || (joint(to + 1) && (proper(to + 2) || (joint(to + 2) && proper(to + 3)))))
    to += proper(to + 1) ? 1 : 2;
  return [from, to];
}
