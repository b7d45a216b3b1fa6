import { binOf, slotGroups } from '../binary-network.ts';
import { firstItemOf, lastItemOf } from '../scene.ts';
import type { CuePlace } from './report-cue-features.ts';
import { finitesIn, isFiniteVerb, KIND, KINDS, kindAt, type ReportView } from './report-view.ts';
import { REPORT_CLASSES, REPORT_LEMMAS } from './report-words.ts';

const CLASSES = REPORT_CLASSES.length;
const FAR = [1, 2, 3, 4, 6, 9, 14];
const LENGTHS = [1, 2, 3, 5, 8, 12, 18, 25, 35];
const MOST_BEHIND = 16;
const MOST_BEFORE = 45;
const LONGEST = 90;

export const START_SLOTS = slotGroups({
  bias: 2,
  near: 2 * 5 * KINDS,
  classKind: 2 * CLASSES * KINDS,
  far: 2 * CLASSES * (FAR.length + 1),
  between: 2 * KINDS,
  flags: 2 * 10,
  link: 2 * 4 * CLASSES,
  lemma: 2 * REPORT_LEMMAS,
  lemmaNear: 2 * REPORT_LEMMAS,
});
export const START_DEEP = START_SLOTS.lemma;

/** Where what is reported may begin: behind the cue, or at the head of a phrase before it. */
export function startsOf(view: ReportView, { cue, from, to }: CuePlace): number[] {
  const starts: number[] = [];
  for (let item = cue + 1; item < Math.min(to, cue + MOST_BEHIND); item += 1) {
    if (!isSign(view.kinds[item]!)) starts.push(item);
  }
  for (let item = Math.max(from, cue - MOST_BEFORE); item < cue; item += 1) {
    if (!isSign(view.kinds[item]!) && (item === from || opensPhrase(view, item))) starts.push(item);
  }
  return starts;
}

function isSign(kind: number): boolean {
  return kind >= KIND[','] && kind <= KIND.sign;
}

function opensPhrase(view: ReportView, item: number): boolean {
  const before = view.kinds[item - 1]!;
  return (
    view.opens[item]! >= 0 ||
    isSign(before) ||
    before === KIND.CC ||
    before === KIND.that ||
    before === KIND.who ||
    before === KIND.while ||
    view.kinds[item] === KIND.DT ||
    view.kinds[item] === KIND.who ||
    view.kinds[item] === KIND.PRP$
  );
}

export function startSlots(view: ReportView, place: CuePlace, start: number): number[] {
  const { cue, from, to, subject, link, passive } = place;
  const side = start > cue ? 0 : 1;
  const word = view.words[cue]!;
  const S = START_SLOTS;
  const slots: number[] = [S.bias + side];
  for (let offset = -2; offset <= 2; offset += 1)
    slots.push(S.near + (side * 5 + offset + 2) * KINDS + kindAt(view, start + offset, from, to));
  const distance = binOf(Math.abs(start - cue), FAR);
  slots.push(
    S.classKind + (side * CLASSES + word.class) * KINDS + view.kinds[start]!,
    S.far + (side * CLASSES + word.class) * (FAR.length + 1) + distance,
    S.link + (side * 4 + link) * CLASSES + word.class,
    S.lemma + side * REPORT_LEMMAS + word.index,
  );
  if (start === cue + 1 || start === from) slots.push(S.lemmaNear + side * REPORT_LEMMAS + word.index);
  for (let item = Math.min(start, cue) + 1; item < Math.max(start, cue); item += 1)
    if (side === 0 || item >= cue - 8) pushOnce(slots, S.between + side * KINDS + view.kinds[item]!);
  const candidate = subject < 0 ? null : view.scene.candidates[subject]!;
  const first = candidate === null ? -1 : firstItemOf(view.scene, candidate);
  const flags = [
    passive,
    start === first,
    candidate !== null && start > first && start <= lastItemOf(view.scene, candidate),
    view.opens[start]! >= 0,
    start === from,
    side === 1 && commaBefore(view, cue, first, from),
    side === 1 && view.kinds[to - 1] === KIND['.'] && to - cue <= 3,
    side === 1 && cue - start <= 3,
    side === 0 && start === cue + 1 && passive,
    side === 0 && view.opens[cue + 1]! >= 0 && start === lastOf(view, view.opens[cue + 1]!) + 1,
  ];
  flags.forEach((flag, index) => {
    if (flag) slots.push(S.flags + side * 10 + index);
  });
  return slots;
}

function lastOf(view: ReportView, candidate: number): number {
  return lastItemOf(view.scene, view.scene.candidates[candidate]!);
}

function commaBefore(view: ReportView, cue: number, first: number, from: number): boolean {
  const opening = first >= 0 && first < cue ? first : cue;
  return opening > from && isSign(view.kinds[opening - 1]!);
}

function pushOnce(slots: number[], slot: number): void {
  if (!slots.includes(slot)) slots.push(slot);
}

const VERBS = 9;
export const END_SLOTS = slotGroups({
  bias: 2,
  near: 2 * 5 * KINDS,
  head: 2 * KINDS * 3,
  headNext: KINDS * KINDS,
  classNext: 2 * CLASSES * KINDS,
  pair: KINDS * KINDS,
  length: 2 * (LENGTHS.length + 1),
  finite: 2 * 3 * KINDS,
  flags: 2 * 14,
  goesOn: 2 * 3 * VERBS * VERBS,
  lemmaEnd: REPORT_LEMMAS,
});
export const END_DEEP = END_SLOTS.lemmaEnd;

/** The last items that what begins at `start` may have: before a sign, a small word, a verb, or behind a name. */
export function endsOf(view: ReportView, { cue, from, to }: CuePlace, start: number): number[] {
  const limit = start < cue ? cue : Math.min(to, start + LONGEST);
  const ends: number[] = [];
  for (let item = start; item < limit; item += 1) {
    if (isSign(view.kinds[item]!) && view.kinds[item] !== KIND[')']) continue;
    if (item + 1 >= limit || closesPhrase(view, item, from, to)) ends.push(item);
  }
  return ends;
}

function closesPhrase(view: ReportView, item: number, from: number, to: number): boolean {
  const next = kindAt(view, item + 1, from, to);
  return (
    !(
      next === KIND.NN ||
      next === KIND.NNS ||
      next === KIND.NNP ||
      next === KIND.JJ ||
      next === KIND.POS ||
      next === KIND.CD
    ) || view.closes[item]! >= 0
  );
}

export function endSlots(view: ReportView, place: CuePlace, start: number, end: number): number[] {
  const { cue, from, to, subject } = place;
  const { kinds } = view;
  const side = start > cue ? 0 : 1;
  const S = END_SLOTS;
  const word = view.words[cue]!;
  const slots: number[] = [S.bias + side];
  for (let offset = -1; offset <= 3; offset += 1)
    slots.push(S.near + (side * 5 + offset + 1) * KINDS + kindAt(view, end + offset, from, to));
  const next = kindAt(view, end + 1, from, to);
  const after = kindAt(view, end + 2, from, to);
  const inside = finitesIn(view, start, end + 1);
  slots.push(
    S.head + (side * KINDS + kinds[start]!) * 3 + Math.min(2, inside),
    S.headNext + kinds[start]! * KINDS + next,
    S.classNext + (side * CLASSES + word.class) * KINDS + next,
    S.pair + next * KINDS + after,
    S.length + side * (LENGTHS.length + 1) + binOf(end - start, LENGTHS),
    S.finite + (side * 3 + Math.min(2, inside)) * KINDS + next,
  );
  const joint = jointOf(next, after);
  if (side === 0 && joint < 3) {
    const verb = verbWithin(view, end + 2, Math.min(to, end + 7));
    slots.push(
      S.goesOn + (joint * VERBS + verbWithin(view, start, end + 1)) * VERBS + verb,
      S.goesOn + ((3 + joint) * VERBS + verbOf(kinds[cue]!)) * VERBS + verb,
    );
  }
  const last = to - 1 - (kinds[to - 1] === KIND['.'] ? 1 : 0);
  const first = subject < 0 ? -1 : firstItemOf(view.scene, view.scene.candidates[subject]!);
  const rest = side === 0 ? finitesIn(view, end + 1, to) : 0;
  const flags = [
    end >= last,
    end < last && last - end < 4,
    side === 0 && rest > 0,
    side === 0 && rest === 0,
    reportsIn(view, end + 1, Math.min(to, end + 6)),
    view.scene.clues.accordingTo[end + 1] === 1 || view.scene.clues.accordingTo[end + 2] === 1,
    end + 1 === first,
    end + 2 === first && next === KIND[','],
    within(view.opened, start, end) > within(view.closed, start, end),
    side === 1 && end + 1 === cue,
    view.closes[end]! >= 0,
    within(view.commas, start, end) > 0,
    within(view.commas, start, end) > 1,
    kinds[end + 1] === KIND[','] && within(view.commas, end + 2, Math.min(to, end + 12) - 1) > 0,
  ];
  flags.forEach((flag, index) => {
    if (flag) slots.push(S.flags + side * 14 + index);
  });
  if (end >= last) slots.push(S.lemmaEnd + word.index);
  return slots;
}

/** "and", a comma, or both: what follows may be a second clause of what is reported, or of the one who reports. */
function jointOf(next: number, after: number): number {
  if (next === KIND.CC) return 0;
  if (next !== KIND[',']) return 3;
  return after === KIND.CC ? 1 : 2;
}

/** The first finite verb, by its form; 0 without one. */
function verbWithin({ kinds }: ReportView, from: number, to: number): number {
  for (let item = from; item < to; item += 1) if (verbOf(kinds[item]!) > 0) return verbOf(kinds[item]!);
  return 0;
}

function verbOf(kind: number): number {
  return 1 + [KIND.VBD, KIND.VBZ, KIND.VBP, KIND.MD, KIND.be, KIND.have, KIND.do, KIND.VBG].indexOf(kind);
}

function reportsIn(view: ReportView, from: number, to: number): boolean {
  for (let item = from; item < to; item += 1)
    if (view.words[item] && view.words[item]!.class < 2 && isFiniteVerb(view.kinds[item]!)) return true;
  return false;
}

function within(counts: Uint32Array, start: number, end: number): number {
  return end < start ? 0 : counts[end + 1]! - counts[start]!;
}
