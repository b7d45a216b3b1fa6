import type { Price } from './price.ts';
import { Evaluation, isItem, type Selection, type Step } from './step.ts';

interface Place {
  readonly path: string;
  readonly units: number;
  /** `first: 100`, from the root to here. */
  readonly sizes: readonly string[];
}

/** In words: where most of a price comes from, and what to lower. */
export function whatToLower({ program, variables }: Price): string {
  const evaluation = new Evaluation(variables, program.slots);
  const { path, units, sizes } = dearestPlace(program.root, evaluation);
  const share = `${Math.ceil(units).toLocaleString('en')} of it is ${path}`;
  if (sizes.length === 0) return `${share}. Ask for less there.`;
  return `${share}. Lower ${sizes.join(' or ')}, or ask for less there.`;
}

/** Goes down to where the price no longer comes from one field. */
function dearestPlace(root: Selection, evaluation: Evaluation): Place {
  let place: Place = { path: 'the whole', units: evaluation.priceOfSelection(root), sizes: [] };
  let [selections, path, times]: [readonly Selection[], string[], number] = [[root], [], 1];
  let pageSize = 1;
  for (;;) {
    const dearest = dearestStep(selections, evaluation, pageSize);
    if (!dearest) return place;
    const own = times * (isItem(dearest) ? pageSize : 1);
    const units = evaluation.priceOf(dearest) * own;
    if (units < place.units / 2) return place;
    path = [...path, dearest.key];
    place = { path: path.join('.'), units, sizes: [...place.sizes, ...sizeSaid(dearest, path, evaluation)] };
    const size = isItem(dearest) ? 1 : evaluation.sizeOf(dearest);
    times = dearest.role === 'page' ? own : own * size;
    pageSize = dearest.role === 'page' ? size : 1;
    selections = dearest.selections;
  }
}

function dearestStep(
  selections: readonly Selection[],
  evaluation: Evaluation,
  pageSize: number,
): Step | null {
  let [dearest, most]: [Step | null, number] = [null, 0];
  for (const step of selections.flatMap(({ steps }) => steps)) {
    const units = evaluation.priceOf(step) * (isItem(step) ? pageSize : 1);
    if (units > most) [dearest, most] = [step, units];
  }
  return dearest;
}

function sizeSaid(step: Step, path: readonly string[], evaluation: Evaluation): string[] {
  if (step.sizedBy === null) return [];
  const size = evaluation.sizeOf(step);
  return size > 1 ? [`${step.sizedBy} of ${path.join('.')} (${size})`] : [];
}
