import { headingTokens } from '../../scraped/headings.ts';
import type { Token } from '../tokens.ts';
import { type NameChain, nameChainsOf } from './name-chains.ts';
import { type Evidence, evidenceAround, evidenceInside, isOnlyOpening, kindOf } from './name-evidence.ts';
import type { NameTagger, TaggedName } from './names.ts';
import { KNOWN_ORGANIZATIONS } from './names-lexicon.ts';

interface KnownName {
  readonly words: number;
  readonly evidence: Evidence;
  /** Stands somewhere else than at the start of a sentence. */
  inside: boolean;
  count: number;
}

/** Names by capital letters, titles, first names and what stands around them; one decision for a name in the whole text. */
export const ruleTagger: NameTagger = {
  name: 'rules',
  tag(tokens) {
    const chains = nameChainsOf(tokens);
    const heading = headingTokens(tokens);
    const known = gather(
      tokens,
      chains.filter(({ first }) => heading[first] === 0),
    );
    addHeadings(
      tokens,
      chains.filter(({ first }) => heading[first] === 1),
      known,
    );
    spreadToSurnames(known);
    return chains.flatMap((chain) => taggedName(tokens, chain, known));
  },
};

function gather(tokens: readonly Token[], chains: readonly NameChain[]): Map<string, KnownName> {
  const known = new Map<string, KnownName>();
  for (const chain of chains) {
    const key = keyOf(tokens, chain);
    const entry = known.get(key) ?? newName(tokens, chain);
    const around = evidenceAround(tokens, chain);
    entry.evidence.person = add(entry.evidence.person, around.person);
    entry.evidence.organization = add(entry.evidence.organization, around.organization);
    entry.evidence.place = add(entry.evidence.place, around.place);
    entry.inside ||= !isOnlyOpening(tokens, chain);
    entry.count += 1;
    known.set(key, entry);
  }
  return known;
}

/** In a heading only the words of the name itself tell something: a known first name, an organization's last word. */
function addHeadings(
  tokens: readonly Token[],
  chains: readonly NameChain[],
  known: Map<string, KnownName>,
): void {
  for (const chain of chains) {
    const key = keyOf(tokens, chain);
    if (known.has(key)) continue;
    const name = newName(tokens, chain);
    name.evidence.person -= 1.6;
    if (name.words === 1 && !KNOWN_ORGANIZATIONS.has(key.toLowerCase())) name.evidence.organization -= 2;
    name.inside = true;
    known.set(key, name);
  }
}

function newName(tokens: readonly Token[], chain: NameChain): KnownName {
  return {
    words: chain.last - chain.first + 1,
    evidence: evidenceInside(tokens, chain),
    inside: false,
    count: 0,
  };
}

/** Repeated evidence counts, but a hundred weak signs are no proof. */
function add(sum: number, more: number): number {
  return Math.max(-4, Math.min(8, sum + more));
}

/** Where a full name's last word also stands alone, each says what the other is. */
function spreadToSurnames(known: Map<string, KnownName>): void {
  for (const [key, name] of known) {
    if (name.words < 2 || name.words > 5) continue;
    const surname = known.get(
      key
        .replace(/ [JS]r\.?$/, '')
        .split(' ')
        .at(-1)!,
    );
    if (surname?.words !== 1) continue;
    const { kind } = kindOf(name.evidence, name.words);
    if (kind === 'organization' || kind === 'place') continue;
    if (surname.evidence.place >= 4 || surname.evidence.organization >= 4) continue;
    name.evidence.person = add(name.evidence.person, 1 + Math.max(0, surname.evidence.person));
    if (kindOf(name.evidence, name.words).kind === 'person')
      surname.evidence.person = add(surname.evidence.person, 4);
  }
}

function taggedName(tokens: readonly Token[], chain: NameChain, known: Map<string, KnownName>): TaggedName[] {
  const name = known.get(keyOf(tokens, chain));
  if (!name) return [];
  const { kind, confidence } = kindOf(name.evidence, name.words);
  if (kind === 'unknown' && !name.inside) return [];
  return [{ first: chain.first, last: chain.last, kind, confidence }];
}

function keyOf(tokens: readonly Token[], chain: NameChain): string {
  let key = '';
  for (let index = chain.first; index <= chain.last; index += 1) {
    key += index > chain.first ? ` ${tokens[index]!.text}` : tokens[index]!.text;
  }
  return key;
}
