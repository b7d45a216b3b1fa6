import { lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate } from './candidates.ts';
import type { CueWord } from './cues.ts';

/** The verb that a quotation hangs on, and who does it, as far as a light reading of the clause tells. */
export interface Governor {
  /** Its narrative item; -1 where no verb stands before the quotation in its sentence. */
  readonly item: number;
  /** Null for a verb that is no cue ("has been told"). */
  readonly cue: CueWord | null;
  /** Index of the candidate; -1 where none was found. */
  readonly subject: number;
  /** How the subject was reached: right before the verb, through verbs that share it, or as what "who" takes up. */
  readonly path: 'direct' | 'shared' | 'relative';
}

const REACH = 40;
const NOT_THE_SUBJECT =
  /^(?:of|to|with|about|for|from|in|at|on|against|into|over|between|behind|under|among|than|like|as|by|after|before|during|near|including|without|via)$/;
const NONE: Governor = { item: -1, cue: null, subject: -1, path: 'direct' };

export function governorOf(scene: Scene, quoteItem: number): Governor {
  const { sentence } = scene.narrative.items[quoteItem]!;
  const from = Math.max(scene.narrative.sentenceStarts[sentence]!, quoteItem - REACH);
  const item = verbBefore(scene, quoteItem, from);
  if (item < 0) return NONE;
  return { item, cue: scene.clues.cues[item] ?? null, ...subjectOf(scene, item, from) };
}

function verbBefore(scene: Scene, before: number, from: number): number {
  for (let item = before - 1; item >= from; item -= 1) if (isVerb(scene, item)) return item;
  return -1;
}

function isVerb(scene: Scene, item: number): boolean {
  return (
    scene.clues.cues[item] !== null ||
    scene.clues.verbLike[item] === 1 ||
    /^(?:to|n't|not)$/.test(plainToken(scene, item - 1)?.lower ?? '')
  );
}

/** Walks to the left over helping words, over verbs that share the subject, and out of appositions and phrases. */
function subjectOf(scene: Scene, verb: number, from: number): Pick<Governor, 'subject' | 'path'> {
  let path: Governor['path'] = 'direct';
  let item = verb - 1;
  let shared = /^(?:and|,|to|by|then|but|without|in|of|for|while|after|before)$/.test(
    plainToken(scene, item)?.lower ?? ',',
  );
  if (shared) path = 'shared';
  while (item >= from) {
    const token = plainToken(scene, item);
    if (!token) {
      item -= 1;
      continue;
    }
    if (!shared && /^(?:who|which|that)$/.test(token.lower)) path = 'relative';
    const candidate = endingAt(scene, item);
    if (candidate && isVerb(scene, item) === false) {
      const first = scene.narrative.itemOfToken[candidate.first]!;
      const before = plainToken(scene, first - 1)?.lower ?? '';
      const relativeWord = candidate.type === 'pronoun' && /^(?:who|which)$/.test(token.lower);
      const fits = !NOT_THE_SUBJECT.test(before) && !(shared && isObjectOf(scene, first));
      if (fits && !relativeWord) return { subject: candidate.index, path };
      item = first - 1;
      continue;
    }
    if (isVerb(scene, item) && !shared) {
      shared = true;
      path = path === 'relative' ? path : 'shared';
    }
    item -= 1;
  }
  return { subject: -1, path };
}

function isObjectOf(scene: Scene, first: number): boolean {
  return isVerb(scene, first - 1) && scene.clues.light[first - 1] !== 1;
}

function endingAt(scene: Scene, item: number): Candidate | null {
  const end = scene.candidateFrom[Math.min(item + 1, scene.candidateFrom.length - 1)]!;
  for (let index = end - 1; index >= Math.max(0, end - 3); index -= 1) {
    const candidate = scene.candidates[index]!;
    if (lastItemOf(scene, candidate) === item) return candidate;
  }
  return null;
}
