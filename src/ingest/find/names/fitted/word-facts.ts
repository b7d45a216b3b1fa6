import { cueOf } from '../../quotes/cues.ts';
import { remembered } from '../../remembered.ts';
import { type Word, wordOf } from '../../tokens.ts';
import { isGivenName } from '../given-names.ts';
import { CLUB, KNOWN_ORGANIZATION, KNOWN_PLACE, knownAs, TEAM_HOME } from '../known-names.ts';
import {
  BODY_NOUNS,
  COMPANY_TAILS,
  GROUP_NOUNS,
  HONORIFICS,
  isRoleNoun,
  isThing,
  KNOWN_ORGANIZATIONS,
  NAME_PARTICLES,
  NEVER_NAMES,
  ORGANIZATION_WORDS,
  RARELY_IN_PERSONS,
  ROLE_MODIFIERS,
} from '../names-lexicon.ts';
import { isCountry, isDemonym, isPlaceHead, isPlaceName, isPlaceOpening } from '../places.ts';
import { hashOfText } from './hashing.ts';

/** What is known of a written word by itself, as integers. */
export interface WordFacts {
  readonly exact: number;
  readonly word: number;
  readonly shape: number;
  readonly prefix: number;
  readonly suffixes: readonly [number, number, number];
  /** One bit for each list of ours that holds it. */
  readonly lists: number;
}

export const factsOf = remembered((text): WordFacts => freshFacts(wordOf(text)));

/** Beyond the ends of the text. */
export const NO_WORD: WordFacts = {
  exact: 1,
  word: 1,
  shape: 1,
  prefix: 1,
  suffixes: [1, 1, 1],
  lists: 0,
};

function freshFacts(token: Word): WordFacts {
  const { lower, text } = token;
  const digits = lower.replace(/\d/g, '0');
  return {
    exact: hashOfText(text.replace(/\d/g, '0')),
    word: hashOfText(digits),
    shape: hashOfText(shapeOf(text)),
    prefix: hashOfText(lower.slice(0, 3)),
    suffixes: [hashOfText(lower.slice(-2)), hashOfText(lower.slice(-3)), hashOfText(lower.slice(-4))],
    lists: listsOf(token),
  };
}

/** "McKellen" is AaAa, "NATO" AA, "U.S." A.A. */
function shapeOf(text: string): string {
  return text
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\d/g, '0')
    .replace(/(.)\1{2,}/gu, '$1$1')
    .replace(/a+/g, 'a');
}

function listsOf({ lower, text, shape }: Word): number {
  const cue = shape === 'lower' ? cueOf(lower) : null;
  const known = knownAs(text);
  const signs = [
    isGivenName(text.replace(/[-'’].*$/, '')),
    HONORIFICS.has(lower),
    isRoleNoun(lower),
    isPlaceName(text),
    isCountry(text),
    isPlaceHead(text),
    isPlaceOpening(text),
    isDemonym(text),
    ORGANIZATION_WORDS.has(lower),
    COMPANY_TAILS.has(lower),
    KNOWN_ORGANIZATIONS.has(lower),
    BODY_NOUNS.has(lower),
    NEVER_NAMES.has(lower),
    GROUP_NOUNS.has(lower),
    isThing(lower),
    RARELY_IN_PERSONS.has(lower),
    ROLE_MODIFIERS.has(lower),
    NAME_PARTICLES.has(lower),
    /^\p{Lu}{2,6}$/u.test(text),
    /^\p{Lu}\.?$/u.test(text),
    shape === 'number',
    shape === 'lower',
    shape === 'sign',
    cue !== null && (cue.class === 'say' || cue.class === 'speech'),
    text.length > 1 && text === text.toUpperCase() && text !== lower,
    (known & KNOWN_ORGANIZATION) !== 0,
    (known & KNOWN_PLACE) !== 0,
    (known & CLUB) !== 0,
    (known & TEAM_HOME) !== 0,
  ];
  return signs.reduce((mask, sign, bit) => (sign ? mask | (1 << bit) : mask), 0);
}
