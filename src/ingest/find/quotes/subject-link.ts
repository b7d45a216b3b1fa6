import { firstItemOf, lastItemOf, plainToken, type Scene } from '../scene.ts';
import type { Candidate } from './candidates.ts';
import type { CueWord } from './cues.ts';

/** The cue that a candidate governs, as far as word order tells. */
export interface SubjectLink {
  /** Behind the candidate: "Vell said". Null where none follows in its sentence. */
  readonly verb: CueWord | null;
  /** Its narrative item; -1 without a verb. */
  readonly verbItem: number;
  /** Right before the candidate: "said Vell". */
  readonly inverted: CueWord | null;
  readonly invertedItem: number;
  /** "according to Vell". */
  readonly accordingTo: boolean;
}

const REACH = 30;

const LINKS = new WeakMap<Scene, SubjectLink[]>();

/** Worked out once for each candidate of a scene: every quotation near asks. */
export function subjectLink(scene: Scene, candidate: Candidate): SubjectLink {
  let links = LINKS.get(scene);
  if (!links) {
    links = scene.candidates.map((each) => linkOf(scene, each));
    LINKS.set(scene, links);
  }
  return links[candidate.index]!;
}

function linkOf(scene: Scene, candidate: Candidate): SubjectLink {
  const verbItem = verbBehind(scene, lastItemOf(scene, candidate));
  const invertedItem = verbBefore(scene, firstItemOf(scene, candidate));
  return {
    verb: verbItem < 0 ? null : scene.clues.cues[verbItem]!,
    verbItem,
    inverted: invertedItem < 0 ? null : scene.clues.cues[invertedItem]!,
    invertedItem,
    accordingTo: followsAccordingTo(scene, firstItemOf(scene, candidate)),
  };
}

/** Walks over helping words, appositions between commas and parentheses to the candidate's verb. */
function verbBehind(scene: Scene, last: number): number {
  const sentence = scene.narrative.items[last]!.sentence;
  let apposition = false;
  for (let item = last + 1; item <= last + REACH; item += 1) {
    const at = scene.narrative.items[item];
    if (!at || at.sentence !== sentence || at.quote >= 0) return -1;
    const cue = scene.clues.cues[item] ?? null;
    const token = plainToken(scene, item)!;
    const opens = token.text === ',' || token.text === '(' || token.text === '—';
    if (
      cue &&
      !(apposition && cue.form === 'participle') &&
      !(apposition && plainToken(scene, item - 1)?.lower === 'who')
    )
      return item;
    if (opens && (item === last + 1 || apposition)) apposition = true;
    else if (!apposition && scene.clues.light[item] !== 1 && !isPostModifier(scene, item, last)) return -1;
  }
  return -1;
}

/** "Vell of the harbour board said", "Vell (D-Ohio) said". */
function isPostModifier(scene: Scene, item: number, last: number): boolean {
  const token = plainToken(scene, item)!;
  if (item === last + 1) return /^(?:of|for|at|from|with|in|close|familiar|and)$/.test(token.lower);
  return item - last <= 8 && scene.clues.verbLike[item] !== 1 && token.shape !== 'sign';
}

function verbBefore(scene: Scene, first: number): number {
  let item = first - 1;
  const skipped = plainToken(scene, item);
  if (skipped && /^(?:the|a|an|former|then|mr\.?|ms\.?|mrs\.?|dr\.?)$/.test(skipped.lower)) item -= 1;
  for (let steps = 0; steps < 6; steps += 1) {
    const token = plainToken(scene, item);
    if (!token || token.shape === 'sign' || token.shape === 'possessive') return -1;
    const cue = scene.clues.cues[item] ?? null;
    if (cue) return cue.form === 'base' ? -1 : item;
    if (/^(?:by|to|of|in|on|with|for|from|that|about|at|and|or)$/.test(token.lower)) return -1;
    item -= 1;
  }
  return -1;
}

function followsAccordingTo(scene: Scene, first: number): boolean {
  for (let item = first - 1; item >= Math.max(0, first - 8); item -= 1) {
    if (scene.clues.accordingTo[item] === 1) return true;
    const token = plainToken(scene, item);
    if (!token || /^[.,;:?!]$/.test(token.text)) return false;
  }
  return false;
}
