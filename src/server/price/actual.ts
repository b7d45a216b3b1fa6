import { Written } from '../compiled/written.ts';
import type { Program } from './compile.ts';
import { resolved, type Variables } from './given.ts';
import { Evaluation, isItem, type Selection, type Step } from './step.ts';

/** What an answer cost: by the items that came, not by those that were asked for. Without data, next to nothing. */
export function actualPrice(program: Program, variables: Variables, data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  const evaluation = new Evaluation(variables, program.slots);
  return ofSelections([program.root], data as Answered, evaluation);
}

type Answered = Readonly<Record<string, unknown>>;

/** By which of the types an object was answered is told by the names in it. */
function ofSelections(selections: readonly Selection[], object: Answered, evaluation: Evaluation): number {
  let leaves = 0;
  let sum = 0;
  for (const selection of selections) {
    leaves = Math.max(leaves, selection.leaves);
    for (const step of selection.steps) {
      const value = object[step.key];
      if (value !== undefined && !isCounted(step, selections, selection))
        sum += ofStep(step, value, evaluation);
    }
  }
  return leaves + sum;
}

/** Types that share a field share its step, or answer under one name what each asks by itself. */
function isCounted(step: Step, selections: readonly Selection[], own: Selection): boolean {
  for (const selection of selections) {
    if (selection === own) return false;
    if (selection.steps.some(({ key }) => key === step.key)) return true;
  }
  return false;
}

function ofStep(step: Step, value: unknown, evaluation: Evaluation): number {
  const weight = isItem(step) ? 0 : resolved(step.weight, evaluation.variables);
  if (value === null || step.selections.length === 0) return weight;
  if (value instanceof Written) return ofWritten(step, value, evaluation);
  if (step.role === 'page') {
    const page = value as Answered;
    return weight + rowsOf(step, page) * step.itemWeight + ofSelections(step.selections, page, evaluation);
  }
  if (!Array.isArray(value)) return weight + ofItem(step, value, evaluation);
  let sum = weight;
  for (const item of value) sum += ofItem(step, item, evaluation);
  return sum;
}

function ofItem({ itemWeight, selections }: Step, item: unknown, evaluation: Evaluation): number {
  if (typeof item !== 'object' || item === null) return 0;
  return itemWeight + ofSelections(selections, item as Answered, evaluation);
}

/** A sum over the objects in it: what one more of them costs at each place is told by the least that can be around it. */
function ofWritten(step: Step, { form, counts, beside }: Written, evaluation: Evaluation): number {
  const priceOf = (value: unknown) => ofStep(step, value, evaluation);
  const units = evaluation.onceFor(form, () =>
    form.places.map((place) => priceOf(place.withOne) - priceOf(place.without)),
  );
  let sum = priceOf(form.empty);
  form.places.forEach((_, i) => {
    sum += (counts[i] ?? 0) * (units[i] as number);
  });
  for (const { place, key, value } of beside)
    sum += priceOf(place.withValue(key, value)) - priceOf(place.withValue(key, null));
  return sum;
}

function rowsOf({ selections }: Step, page: Answered): number {
  let rows = 0;
  for (const step of selections[0]?.steps ?? []) {
    const items = page[step.key];
    if (isItem(step) && Array.isArray(items)) rows = Math.max(rows, items.length);
  }
  return rows;
}
