import type { z } from 'zod';
import { type Refusal, refused } from '../document.ts';

type Issue = z.core.$ZodIssue;

const MOST_NAMED = 5;
const LONGEST_SHOWN_CHARS = 60;

/** The first thing that is wrong with a line: its field, what was wanted there and what came. */
export function complaintOf(issues: readonly Issue[], value: unknown, fields: readonly string[]): Refusal {
  const [issue] = issues;
  if (!issue) throw new Error('Wanted what is wrong, got nothing.');
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const named = issue.keys.slice(0, MOST_NAMED).map((key) => JSON.stringify(key.slice(0, 60)));
    const more = issue.keys.length > MOST_NAMED ? ` and ${issue.keys.length - MOST_NAMED} more` : '';
    const wanted = field === '' ? `no fields but ${fields.join(', ')}` : `no other fields in ${field}`;
    return refused('BAD_FIELD', `wanted ${wanted}; got ${named.join(', ')}${more}`);
  }
  const message = `${field === '' ? '' : `${field}: `}wanted ${issue.message}, got ${shown(at(value, issue.path))}`;
  if (field === '') return refused('MALFORMED', message);
  if (field === 'headline') return refused('NO_HEADLINE', message);
  return refused(field === 'body' ? 'NO_BODY' : 'BAD_FIELD', message);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (held, key) => (held as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
}

/** What came, in few characters. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  const cut = value.length > LONGEST_SHOWN_CHARS ? `${value.slice(0, LONGEST_SHOWN_CHARS)}…` : value;
  return JSON.stringify(cut);
}
