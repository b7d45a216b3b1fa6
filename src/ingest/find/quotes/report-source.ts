import { binOf, slotGroups } from '../binary-network.ts';
import { firstItemOf, lastItemOf } from '../scene.ts';
import type { Candidate } from './candidates.ts';
import type { CuePlace } from './report-cue-features.ts';
import { isFiniteVerb, KIND, KINDS, kindAt, type ReportView } from './report-view.ts';
import { REPORT_CLASSES } from './report-words.ts';

const CLASSES = REPORT_CLASSES.length;
const TYPES = ['person', 'organization', 'place', 'unknown', 'pronoun', 'role', 'group', 'body', 'document'];
const FAR = [0, 1, 2, 3, 5, 8, 12, 20];
const SIDES = 2;

export const SOURCE_SLOTS = slotGroups({
  bias: SIDES,
  type: SIDES * TYPES.length,
  far: SIDES * (FAR.length + 1),
  near: SIDES * 4 * KINDS,
  kind: KINDS * CLASSES,
  between: SIDES * KINDS,
  class: SIDES * CLASSES,
  order: SIDES * 5,
  linked: 4 * SIDES,
  flags: SIDES * 10,
});
export const SOURCE_DEEP = SOURCE_SLOTS.size;

/** Whoever is named in the sentence outside what is reported. */
export function sourcesOf(view: ReportView, { from, to }: CuePlace, start: number, end: number): Candidate[] {
  const { scene } = view;
  return scene.candidates.slice(scene.candidateFrom[from]!, scene.candidateFrom[to]!).filter((candidate) => {
    const [first, last] = [firstItemOf(scene, candidate), lastItemOf(scene, candidate)];
    return last < start || first > end;
  });
}

export function sourceSlots(
  view: ReportView,
  place: CuePlace,
  content: { readonly start: number; readonly end: number },
  candidate: Candidate,
): number[] {
  const { scene, kinds } = view;
  const { cue, from, to } = place;
  const S = SOURCE_SLOTS;
  const [first, last] = [firstItemOf(scene, candidate), lastItemOf(scene, candidate)];
  const side = first > cue ? 1 : 0;
  const gap = side === 0 ? cue - last - 1 : first - cue - 1;
  const slots: number[] = [
    S.bias + side,
    S.type + side * TYPES.length + TYPES.indexOf(candidate.type),
    S.far + side * (FAR.length + 1) + binOf(gap, FAR),
    S.class + side * CLASSES + view.words[cue]!.class,
    S.kind + kinds[cue]! * CLASSES + view.words[cue]!.class,
  ];
  [first - 2, first - 1, last + 1, last + 2].forEach((item, index) => {
    slots.push(S.near + (side * 4 + index) * KINDS + kindAt(view, item, from, to));
  });
  const [left, right] = side === 0 ? [last + 1, cue] : [cue + 1, first];
  let finite = 0;
  for (let item = left; item < right; item += 1) {
    if (isFiniteVerb(kinds[item]!)) finite += 1;
    const slot = S.between + side * KINDS + kinds[item]!;
    if (!slots.includes(slot)) slots.push(slot);
  }
  const between = Math.abs(orderOf(view, left, right));
  slots.push(S.order + side * 5 + Math.min(4, between));
  if (place.subject === candidate.index) slots.push(S.linked + place.link * SIDES + side);
  const flags = [
    place.subject === candidate.index,
    place.subject >= 0 && place.subject !== candidate.index,
    place.passive,
    place.passive && kinds[first - 1] === KIND.by,
    finite === 0,
    finite > 1,
    first === from,
    content.start > cue ? side === 0 : side === 1,
    content.start < cue && first > content.end && side === 0,
    side === 0 && hasClauseOpening(view, left, right),
  ];
  flags.forEach((flag, index) => {
    if (flag) slots.push(S.flags + side * 10 + index);
  });
  return slots;
}

function orderOf({ scene }: ReportView, left: number, right: number): number {
  return right <= left ? 0 : scene.candidateFrom[right]! - scene.candidateFrom[left]!;
}

function hasClauseOpening({ kinds }: ReportView, left: number, right: number): boolean {
  for (let item = left; item < right; item += 1)
    if (kinds[item] === KIND.CC || kinds[item] === KIND.while) return true;
  return false;
}
