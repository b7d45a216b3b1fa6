import { binOf, slotGroups } from '../binary-network.ts';
import type { CuePlace } from './report-cue-features.ts';
import { finitesIn, isFiniteVerb, KIND, KINDS, kindAt, type ReportView } from './report-view.ts';
import { REPORT_CLASSES } from './report-words.ts';

const LENGTHS = [1, 2, 3, 5, 8, 12, 18];
const GAPS = [1, 2, 3];
const MOST_BETWEEN = 5;

export const REST_SLOTS = slotGroups({
  bias: 1,
  class: REPORT_CLASSES.length,
  near: 4 * KINDS,
  head: 2 * KINDS,
  length: LENGTHS.length + 1,
  restLength: LENGTHS.length + 1,
  gap: GAPS.length + 1,
  finite: 9,
  flags: 4,
});

/** Where the clause may go on that its attribution breaks: "The plan, she said, would …"; -1 where it can't. */
export function restStart(
  view: ReportView,
  { cue, to }: CuePlace,
  contentEnd: number,
  attributionEnd: number,
): number {
  const next = attributionEnd + 1;
  if (next < to - 1 && isPredicate(view, contentEnd, cue, next)) return next;
  for (let item = next; item < Math.min(to - 2, next + MOST_BETWEEN); item += 1) {
    const kind = view.kinds[item]!;
    if (kind === KIND[','] || kind === KIND['-']) return item + 1;
    if (kind === KIND.quote || kind === KIND.that) return -1;
  }
  return -1;
}

const AUXILIARIES: ReadonlySet<number> = new Set([
  KIND.be,
  KIND.have,
  KIND.do,
  KIND.not,
  KIND.MD,
  KIND.RB,
  KIND.VB,
]);

/** "The dam is expected | to hold", "a road which he said | had cost too much": the verb of what is reported stands behind the cue. */
function isPredicate({ kinds }: ReportView, contentEnd: number, cue: number, next: number): boolean {
  const kind = kinds[next]!;
  if (isFiniteVerb(kind)) return true;
  if (next !== cue + 1) return false;
  for (let item = contentEnd + 1; item < cue; item += 1) if (!AUXILIARIES.has(kinds[item]!)) return false;
  return kind === KIND.TO || kind === KIND.as || kind === KIND.JJ || kind === KIND.VBN || kind === KIND.DT;
}

export function restSlots(
  view: ReportView,
  { cue, from, to }: CuePlace,
  content: { readonly start: number; readonly end: number },
  rest: number,
): number[] {
  const S = REST_SLOTS;
  const { kinds } = view;
  const slots = [
    S.bias,
    S.class + view.words[cue]!.class,
    S.head + kinds[content.start]!,
    S.head + KINDS + kinds[content.end]!,
    S.length + binOf(content.end - content.start, LENGTHS),
    S.restLength + binOf(to - rest - 1, LENGTHS),
    S.gap + binOf(rest - cue, GAPS),
    S.finite +
      Math.min(2, finitesIn(view, content.start, content.end + 1)) * 3 +
      Math.min(2, finitesIn(view, rest, to)),
  ];
  for (let offset = 0; offset < 4; offset += 1)
    slots.push(S.near + offset * KINDS + kindAt(view, rest + offset, from, to));
  const flags = [
    content.start === from,
    kinds[content.end + 1] === KIND[','],
    kinds[rest] === KIND.quote,
    kinds[content.end] === KIND.quote,
  ];
  flags.forEach((flag, index) => {
    if (flag) slots.push(S.flags + index);
  });
  return slots;
}
