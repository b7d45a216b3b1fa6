import type { Narrative } from './narrative.ts';
import { type CueClass, type CueWord, cueOf } from './quotes/cues.ts';
import type { Token } from './tokens.ts';

/** What each step of the narrative is to an attribution, found once for the whole text. */
export interface Clues {
  readonly cues: readonly (CueWord | null)[];
  /** "according" of "according to", "per", "words" of "in the words of": the speaker follows. */
  readonly accordingTo: Uint8Array;
  /** Helps a verb or turns up between subject and verb: "has", "also", "later". */
  readonly light: Uint8Array;
  /** A verb in a finite form, as far as its shape tells. */
  readonly verbLike: Uint8Array;
}

const LIGHT = new Set(
  "has have had is was are were be been being did does do will would can could may might must should also then later once often again still never just even only simply first now not recently repeatedly previously reportedly famously always already sarcastically both all who to himself herself themselves itself earlier tuesday monday wednesday thursday friday saturday sunday went on further n't yesterday today".split(
    ' ',
  ),
);
const AUXILIARY = new Set(
  'has have had is was are were did does do will would can could may might must should'.split(' '),
);
const DETERMINER = new Set(
  'a an the his her their its our my your this that of no any some in for'.split(' '),
);

export function cluesOf(tokens: readonly Token[], narrative: Narrative): Clues {
  const size = narrative.items.length;
  const clues = {
    cues: new Array<CueWord | null>(size).fill(null),
    accordingTo: new Uint8Array(size),
    light: new Uint8Array(size),
    verbLike: new Uint8Array(size),
  };
  narrative.items.forEach((item, index) => {
    if (item.quote >= 0) return;
    const token = tokens[item.token]!;
    const before = tokens[item.token - 1];
    if (opensSource(tokens, item.token)) clues.accordingTo[index] = 1;
    if (token.shape !== 'lower') return;
    if (!isNoun(token, before)) clues.cues[index] = cueOf(token.lower);
    if (LIGHT.has(token.lower) || token.lower.endsWith('ly')) clues.light[index] = 1;
    const verb =
      AUXILIARY.has(token.lower) || token.lower.endsWith('ed') || clues.cues[index]?.form === 'past';
    if (verb || (clues.cues[index] && clues.cues[index].form !== 'base')) clues.verbLike[index] = 1;
  });
  return clues;
}

/** "the claim", "his reported …": behind a determiner a cue word is a noun or an adjective. */
function isNoun(token: Token, before: Token | undefined): boolean {
  return (
    before !== undefined &&
    token.afterSpace &&
    (DETERMINER.has(before.lower) || before.shape === 'possessive') &&
    before.lower !== 'that'
  );
}

function opensSource(tokens: readonly Token[], index: number): boolean {
  const word = tokens[index]!.lower;
  const next = tokens[index + 1]?.lower;
  if (word === 'according' && next === 'to') return true;
  if (word === 'words' && next === 'of') return true;
  return word === 'per' && tokens[index - 1]?.text === ',';
}

export function isSpeech(cue: CueWord | null): boolean {
  return cue !== null && (cue.class === 'say' || cue.class === 'speech');
}

export const CUE_CLASSES: readonly CueClass[] = ['say', 'speech', 'naming', 'think', 'stance'];

/** Their object is who hears it: "told Vell". */
const TO_SOMEBODY = new Set([
  'tell',
  'assure',
  'inform',
  'remind',
  'reassure',
  'urge',
  'advise',
  'warn',
  'ask',
]);

export function takesHearer(cue: CueWord | null): boolean {
  return cue !== null && TO_SOMEBODY.has(cue.lemma);
}
