import { binOf, slotGroups } from '../binary-network.ts';
import { PARTS } from '../parts-of-speech.ts';
import { firstItemOf } from '../scene.ts';
import { finitesIn, KIND, KINDS, kindAt, type ReportView } from './report-view.ts';
import { REPORT_CLASSES, REPORT_LEMMAS } from './report-words.ts';

const CLASSES = REPORT_CLASSES.length;
const TYPES = ['person', 'organization', 'place', 'unknown', 'pronoun', 'role', 'group', 'body', 'document'];
const NEAR = [-4, -3, -2, -1, 1, 2, 3, 4];
const BINS = [0, 1, 2, 3, 5, 8, 12, 18, 25, 35];

export const CUE_SLOTS = slotGroups({
  bias: 1,
  near: NEAR.length * KINDS,
  classPart: CLASSES * PARTS.length,
  classAfter: CLASSES * KINDS,
  classBefore: CLASSES * KINDS,
  subject: 4 * (TYPES.length + 1),
  flags: 16,
  fromStart: BINS.length + 1,
  toEnd: BINS.length + 1,
  wordBefore: (CLASSES + 1) * 3,
  wordAfter: (CLASSES + 1) * 3,
  lemma: REPORT_LEMMAS,
  lemmaPart: REPORT_LEMMAS * 4,
});
/** Slots up to here have hidden weights. */
export const CUE_DEEP = CUE_SLOTS.lemma;

/** The sentence that a cue stands in, and who governs the cue as far as word order tells. */
export interface CuePlace {
  readonly cue: number;
  readonly from: number;
  readonly to: number;
  /** Index of the candidate that is its subject; -1 without one. */
  readonly subject: number;
  /** 0 none, 1 before the cue, 2 behind it, 3 "according to" or "by". */
  readonly link: number;
  readonly passive: boolean;
}

export function cuePlace(view: ReportView, cue: number): CuePlace {
  const { narrative } = view.scene;
  const { sentence } = narrative.items[cue]!;
  const [from, to] = [narrative.sentenceStarts[sentence]!, narrative.sentenceStarts[sentence + 1]!];
  const [subject, link] = [view.subject[cue]!, view.link[cue]!];
  return { cue, from, to, subject, link, passive: isPassive(view, cue, from) };
}

function isPassive(view: ReportView, cue: number, from: number): boolean {
  if (view.kinds[cue] !== KIND.VBN && view.kinds[cue] !== KIND.VBD) return false;
  for (let item = cue - 1; item >= Math.max(from, cue - 3); item -= 1) {
    if (view.kinds[item] === KIND.be) return true;
    if (view.kinds[item] !== KIND.RB && view.kinds[item] !== KIND.not) return false;
  }
  return false;
}

export function cueSlots(view: ReportView, place: CuePlace): number[] {
  const { cue, from, to, subject, link, passive } = place;
  const slots: number[] = [CUE_SLOTS.bias];
  const word = view.words[cue]!;
  NEAR.forEach((offset, index) => {
    slots.push(CUE_SLOTS.near + index * KINDS + kindAt(view, cue + offset, from, to));
  });
  slots.push(
    CUE_SLOTS.classPart + word.class * PARTS.length + view.parts[cue]!,
    CUE_SLOTS.classAfter + word.class * KINDS + kindAt(view, cue + 1, from, to),
    CUE_SLOTS.classBefore + word.class * KINDS + kindAt(view, cue - 1, from, to),
    CUE_SLOTS.subject +
      link * (TYPES.length + 1) +
      (subject < 0 ? TYPES.length : TYPES.indexOf(view.scene.candidates[subject]!.type)),
    CUE_SLOTS.fromStart + binOf(cue - from, BINS),
    CUE_SLOTS.toEnd + binOf(to - cue - 1, BINS),
    CUE_SLOTS.lemma + word.index,
    CUE_SLOTS.lemmaPart + word.index * 4 + partGroup(view, cue),
  );
  pushNeighbour(view, place, -1, CUE_SLOTS.wordBefore, slots);
  pushNeighbour(view, place, 1, CUE_SLOTS.wordAfter, slots);
  flagsOf(view, place).forEach((flag, index) => {
    if (flag) slots.push(CUE_SLOTS.flags + index);
  });
  if (passive) slots.push(CUE_SLOTS.flags + 15);
  return slots;
}

function partGroup(view: ReportView, cue: number): number {
  const kind = view.kinds[cue]!;
  if (kind === KIND.VBD || kind === KIND.VBZ || kind === KIND.VBP) return 0;
  if (kind === KIND.VBG) return 1;
  return kind === KIND.VBN || kind === KIND.VB ? 2 : 3;
}

/** The next word of report on that side, its class and how far. */
function pushNeighbour(
  view: ReportView,
  { cue, from, to }: CuePlace,
  step: number,
  base: number,
  slots: number[],
): void {
  for (let item = cue + step; item >= from && item < to; item += step) {
    const word = view.words[item];
    if (!word) continue;
    slots.push(base + word.class * 3 + binOf(Math.abs(item - cue), [3, 8]));
    return;
  }
  slots.push(base + CLASSES * 3);
}

function flagsOf(view: ReportView, { cue, from, to, subject }: CuePlace): boolean[] {
  const { kinds } = view;
  const has = (kind: number, start: number, end: number) => {
    for (let item = Math.max(from, start); item < Math.min(to, end); item += 1)
      if (kinds[item] === kind) return true;
    return false;
  };
  const first = subject < 0 ? cue : Math.min(cue, firstItemOf(view.scene, view.scene.candidates[subject]!));
  const finiteBefore = finitesIn(view, from, first) > 0;
  const commaBefore = first > from && kinds[first - 1] === KIND[','];
  return [
    has(KIND.that, cue + 1, cue + 2),
    has(KIND.that, cue + 2, cue + 8),
    has(KIND.TO, cue + 1, cue + 4),
    has(KIND.not, cue - 3, cue),
    has(KIND.by, cue + 1, cue + 5),
    has(KIND.quote, from, to),
    has(KIND.quote, cue + 1, cue + 5),
    has(KIND.quote, cue - 5, cue),
    commaBefore,
    commaBefore && finiteBefore,
    finiteBefore,
    has(KIND.MD, cue - 3, cue),
    has(KIND.have, cue - 3, cue),
    has(KIND.who, cue - 2, cue),
    view.scene.narrative.items[cue]!.paragraph === 0,
  ];
}
