import { clientError } from '../../schema/errors.ts';

/** Of what comes as JSON beside a document: filters nest 4 deep and hold 50 parts, ids come by the hundred. */
export const VARIABLE_LIMITS = {
  /** Objects and lists within each other. */
  levels: 20,
  /** Whatever stands in an object or a list. */
  values: 2_000,
} as const;

/** Throws before anything is made of them: what coerces values calls itself for each level. */
export function checkVariables(variables: unknown): void {
  let values = 0;
  const check = (value: unknown, levels: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (levels > VARIABLE_LIMITS.levels) throw tooLarge('levels');
    for (const name in value) {
      if (++values > VARIABLE_LIMITS.values) throw tooLarge('values');
      check((value as Record<string, unknown>)[name], levels + 1);
    }
  };
  check(variables, 0);
}

function tooLarge(limit: keyof typeof VARIABLE_LIMITS) {
  const message = `The variables go beyond the limit of ${VARIABLE_LIMITS[limit]} ${limit}. Ask for less at once.`;
  return clientError('LIMIT_EXCEEDED', message, { http: { spec: true, status: 400 } });
}
