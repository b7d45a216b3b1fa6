export interface Clause {
  readonly from: number;
  readonly to: number;
}

// A comma stays inside before a name, a place or the year of a date, and around an age.
const STOPS =
  /[;:—–“”"()]|(?<!, \d{1,3}),(?!\s(?:\p{Lu}|\d{4}\b|\d{1,3},|on |in |at ))|\band(?= (?:a|an|the|to|will|would|has|have|had|was|were|is|are|said) )|\b(?:that(?! (?:had been|was|were|is|has been) )|which|who|whom|when|where|while|after|before|because|but|if|as|said|says|although|though|following)\b/gu;

/** Where the clause around a cue begins and ends in its sentence. */
export function clauseAround(text: string, start: number, end: number): Clause {
  let from = 0;
  for (const stop of text.matchAll(STOPS)) {
    const after = stop.index + stop[0].length;
    if (after <= start) from = after;
    else if (stop.index >= end && !joinsPartners(text.slice(end, stop.index), stop[0]))
      return { from, to: stop.index };
  }
  return { from, to: text.length };
}

/** "Between Dufort and the president of Corrane". */
function joinsPartners(words: string, stop: string): boolean {
  return stop === 'and' && /\bbetween\b/.test(words);
}

const DETERMINER =
  /^(?:a|an|the|this|that|his|her|their|its|our|my|no|any|another|one|each|every|[\p{L}.-]+[’']s|[\p{L}.-]+s[’'])$/iu;
const NO_MODIFIER =
  /^(?:of|in|at|on|for|to|from|with|by|and|or|but|as|after|before|during|following|since|until|about|over|into|is|are|was|were|be|been|has|have|had|will|would|said|says|who|which|held|hold|had|not|than|ahead|between|against|under|if|when|while|that|call|called|calls|delayed|postponed|cancelled|canceled|scrapped)$/i;
const MOST_WORDS = 6;

export interface NounPhrase {
  /** Where the phrase begins: its determiner, or its first modifier. */
  readonly start: number;
  readonly determiner: string | null;
  /** What stands between the determiner and the noun. */
  readonly modifiers: string;
}

/** The words before a noun that belong to it: "the August", "a subsequent tense White House". */
export function nounPhrase(text: string, noun: number): NounPhrase {
  let start = noun;
  for (let count = 0; count < MOST_WORDS; count++) {
    const before = /([\p{L}\p{N}.’'–-]+)\s+$/u.exec(text.slice(Math.max(0, start - 40), start));
    const word = before?.[1];
    if (!before || word === undefined || (NO_MODIFIER.test(word) && !DETERMINER.test(word))) break;
    start -= before[0].length;
    if (DETERMINER.test(word)) {
      return { start, determiner: word, modifiers: text.slice(start + word.length, noun).trim() };
    }
  }
  return { start, determiner: null, modifiers: text.slice(start, noun).trim() };
}
