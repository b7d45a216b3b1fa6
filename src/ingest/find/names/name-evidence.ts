import { cueOf } from '../quotes/cues.ts';
import type { Token } from '../tokens.ts';
import { isGivenName } from './given-names.ts';
import { KNOWN_ORGANIZATION, knownAs } from './known-names.ts';
import { type NameChain, opensSentence } from './name-chains.ts';
import type { NameKind } from './names.ts';
import {
  BODY_NOUNS,
  COMPANY_TAILS,
  isRoleNoun,
  isThing,
  KNOWN_ORGANIZATIONS,
  NAME_PARTICLES,
  ORGANIZATION_WORDS,
  RARELY_IN_PERSONS,
} from './names-lexicon.ts';
import { bodyAround, placeAround } from './place-evidence.ts';
import { isDemonym, isPlaceHead, isPlaceName, isPlaceOpening } from './places.ts';

/** How strongly the text speaks for each kind; summed over all places where the same name stands. */
export interface Evidence {
  person: number;
  organization: number;
  place: number;
}

const ACRONYM = /^(?:\p{Lu}{2,6}|(?:\p{Lu}\.){2,})$/u;
const INITIAL = /^\p{Lu}\.?$/u;
const EITHER =
  /^(?:owner|operator|maker|publisher|supplier|contractor|developer|manufacturer|rival|partner|parent|builder|producer)$/;

/** What the words of the name say by themselves. */
export function evidenceInside(tokens: readonly Token[], chain: NameChain): Evidence {
  const words = tokens.slice(chain.first, chain.last + 1);
  const [head, tail] = [words[0]!, words.at(-1)!];
  const evidence: Evidence = { person: 0, organization: 0, place: 0 };
  const text = words.map(({ text }) => text).join(' ');
  const many = words.length > 1;
  if (isPlaceName(text)) evidence.place += many ? 8 : 4;
  if (many && words.every(({ text }) => isPlaceName(text))) evidence.place += 3;
  if (many && (isPlaceHead(tail.text) || isPlaceOpening(head.text))) evidence.place += 3;
  if (many && isThing(tail.lower)) addThing(evidence);
  if (words.some(({ lower }) => ORGANIZATION_WORDS.has(lower)) && many) evidence.organization += 4;
  if (many && (COMPANY_TAILS.has(tail.lower) || words.some(({ text }) => text === '&')))
    evidence.organization += 4;
  if (words.length === 1 && KNOWN_ORGANIZATIONS.has(head.lower)) evidence.organization += 5;
  if ((knownAs(text) & KNOWN_ORGANIZATION) !== 0) evidence.organization += many ? 4 : 1.2;
  if (/^white house$/i.test(text)) evidence.organization += 5;
  if (words.length === 1 && ACRONYM.test(head.text) && evidence.place === 0) evidence.organization += 2;
  if (many && words.length <= 5 && isGivenName(head.text.replace(/[-'’].*$/, ''))) evidence.person += 3;
  if (words.length === 1 && isGivenName(head.text)) evidence.person += 1;
  if (many && words.slice(0, -1).some(({ text }) => INITIAL.test(text))) evidence.person += 2.5;
  if (/^[JS]r\.?$/.test(tail.text)) evidence.person += 3;
  if (many && words.some(({ lower, shape }) => shape === 'lower' && NAME_PARTICLES.has(lower)))
    evidence.person += 1.5;
  const shouted = words.every(({ text }) => text.length > 1 && text === text.toUpperCase());
  if (shouted && (many || head.text.length > 5)) evidence.person -= 2;
  if (many && words.some(({ lower, text }) => RARELY_IN_PERSONS.has(lower) || isDemonym(text)))
    evidence.person -= 2.5;
  if (words.length === 2 || words.length === 3) evidence.person += 1.6;
  return evidence;
}

/** "The Velm Water Accord" is nobody and nowhere. */
function addThing(evidence: Evidence): void {
  evidence.person -= 4;
  evidence.organization -= 6;
  evidence.place -= 4;
}

/** What stands around the name in this place. */
export function evidenceAround(tokens: readonly Token[], chain: NameChain): Evidence {
  const evidence: Evidence = { person: 0, organization: 0, place: 0 };
  const before = tokens[chain.first - 1];
  const after = tokens[chain.last + 1];
  const next = tokens[chain.last + 2];
  if (chain.titled) evidence.person += 4;
  addApposition(tokens, chain, evidence);
  if (before && /^(?:the|this|its)$/.test(before.lower) && !opensTitle(tokens, chain)) {
    if (!isKnownPlace(tokens, chain)) evidence.organization += 1.5;
    evidence.person -= 2;
  }
  if (leadsTitle(tokens, chain)) evidence.organization += 2;
  if (before?.shape === 'possessive' && !chain.titled) evidence.person -= 1.5;
  evidence.place += placeAround(tokens, chain);
  evidence.organization += bodyAround(tokens, chain);
  if (saysSomething(after) || (before && saysSomething(before))) {
    evidence.person += 1.5;
    evidence.organization += 0.5;
  }
  if (after?.text === ',' && next) {
    if (/^(?:who|whose|whom)$/.test(next.lower)) evidence.person += 2;
    if (next.shape === 'number' && /^\d{1,3},?$/.test(next.text)) evidence.person += 2.5;
    if (roleFollows(tokens, chain.last + 2)) evidence.person += 2;
  }
  if (after?.text === '(' && next && /^[DRI](?:-|$)/.test(next.text)) evidence.person += 3;
  if (after && /^(?:himself|herself)$/.test(after.lower)) evidence.person += 3;
  return evidence;
}

/** "LUNA Secretary General …", "LUNA spokesman …": whose office it is. */
function leadsTitle(tokens: readonly Token[], chain: NameChain): boolean {
  const [name, next] = [tokens[chain.last]!, tokens[chain.last + 1]];
  if (chain.first !== chain.last || !ACRONYM.test(name.text) || isPlaceName(name.text)) return false;
  return next?.afterSpace === true && isRoleNoun(next.lower);
}

/** "the museum's director, Isolde …" is a person, "his club, Kellmouth …" a body; an owner can be both. */
function addApposition(tokens: readonly Token[], chain: NameChain, evidence: Evidence): void {
  const noun = tokens[chain.first - 2];
  if (tokens[chain.first - 1]?.text !== ',' || noun?.shape !== 'lower') return;
  const plural = tokens[chain.last]!.lower.endsWith('s');
  if (EITHER.test(noun.lower)) evidence[plural ? 'organization' : 'person'] += 2.5;
  else if (isRoleNoun(noun.lower) || noun.lower === 'general') evidence.person += 3;
  else if (BODY_NOUNS.has(noun.lower)) evidence.organization += 3;
  else if (tokens[chain.last + 1]?.text === ',' && tokens[chain.first - 3]?.shape === 'possessive')
    evidence.person += 1;
}

/** A name that opens its sentence with no other sign could be any word. */
export function isOnlyOpening(tokens: readonly Token[], chain: NameChain): boolean {
  return chain.first === chain.last && opensSentence(tokens, chain.first);
}

export function kindOf(evidence: Evidence, words: number): { kind: NameKind; confidence: number } {
  const ranked = (
    [
      ['person', evidence.person],
      ['organization', evidence.organization],
      ['place', evidence.place],
    ] as [NameKind, number][]
  ).sort((a, b) => b[1] - a[1]);
  const [kind, best] = ranked[0]!;
  const margin = best - Math.max(0, ranked[1]![1]);
  const needed = words === 1 ? 1.9 : 1.5;
  if (best < needed) return { kind: 'unknown', confidence: 0.3 };
  return { kind, confidence: Math.min(0.98, 0.55 + 0.1 * margin + 0.03 * best) };
}

function isKnownPlace(tokens: readonly Token[], chain: NameChain): boolean {
  if (chain.last > chain.first && isPlaceHead(tokens[chain.last]!.text)) return true;
  const words = tokens.slice(chain.first, chain.last + 1);
  return isPlaceName(words.map(({ text }) => text).join(' '));
}

function opensTitle(tokens: readonly Token[], chain: NameChain): boolean {
  return chain.titled || isRoleNoun(tokens[chain.first]!.lower);
}

function saysSomething(token: Token | undefined): boolean {
  if (token?.shape !== 'lower') return false;
  const cue = cueOf(token.lower);
  return cue !== null && (cue.class === 'say' || cue.class === 'speech') && cue.form !== 'participle';
}

function roleFollows(tokens: readonly Token[], from: number): boolean {
  for (let index = from; index < Math.min(tokens.length, from + 6); index += 1) {
    const token = tokens[index]!;
    if (token.shape === 'sign') return false;
    if (isRoleNoun(token.lower)) return true;
  }
  return false;
}
