import { clientError } from '../../schema/errors.ts';
import { type AskedSelection, BadSelectionError, SELECTION } from '../export/selection.ts';

const DEFAULT_FIRST = 20;
const MOST_FIRST = 100;
const PARAMETERS = [...SELECTION, 'first', 'after'] as const;

/** How many are asked for, as far as that is good. */
export function firstIn(parameters: URLSearchParams): number {
  const first = Number(parameters.get('first') ?? DEFAULT_FIRST);
  return first >= 1 && first <= MOST_FIRST ? Math.ceil(first) : 1;
}

/** What the parameters of an address ask for; throws what is wrong with them. */
export function askedIn(parameters: URLSearchParams): {
  asked: AskedSelection;
  first: number;
  after: string | null;
} {
  for (const name of new Set(parameters.keys())) {
    if (!PARAMETERS.includes(name as (typeof PARAMETERS)[number]) || parameters.getAll(name).length > 1)
      throw new BadSelectionError(
        `Wanted each of ${PARAMETERS.join(', ')} once at most; got ${JSON.stringify(name.slice(0, 60))}.`,
      );
  }
  const first = parameters.get('first') ?? String(DEFAULT_FIRST);
  if (!/^[1-9]\d{0,2}$/.test(first) || Number(first) > MOST_FIRST)
    throw clientError(
      'BAD_PAGE',
      `first: wanted 1 to ${MOST_FIRST}; got ${JSON.stringify(first.slice(0, 20))}.`,
    );
  const given = SELECTION.flatMap((name) => {
    const value = parameters.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { asked: Object.fromEntries(given), first: Number(first), after: parameters.get('after') };
}
