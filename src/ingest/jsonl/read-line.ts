import { type FieldSources, newsDocument, type ReadResult, refused } from '../document.ts';
import type { ReadOptions } from '../format.ts';
import { parseJson } from '../parse-json.ts';
import { complaintOf, shown } from './complaint.ts';
import { ARTICLE_LINE, RETRACTION_LINE } from './line-shape.ts';

/** A body of the longest that is stored, all of it escaped, with as much again around it. */
export const LARGEST_LINE_BYTES = 8_000_000;

/** What one line says, or why it can't be read. */
export function readLine(line: string, { language }: ReadOptions = {}): ReadResult {
  const parsed = parseJson(line);
  if ('fault' in parsed) return refused('MALFORMED', `wanted a JSON object, got ${parsed.fault}`);
  const { value } = parsed;
  if (isObject(value) && 'retracted' in value) return readRetraction(value);
  const checked = ARTICLE_LINE.safeParse(value);
  if (!checked.success) return complaintOf(checked.error.issues, value, Object.keys(ARTICLE_LINE.shape));
  const told = checked.data;
  const fieldSources = told.fieldSources ?? sourcesOf(told);
  return {
    kind: 'document',
    document: newsDocument({ ...(language && { language }), ...told, fieldSources }),
  };
}

function readRetraction(value: object): ReadResult {
  const checked = RETRACTION_LINE.safeParse(value);
  if (!checked.success) return complaintOf(checked.error.issues, value, Object.keys(RETRACTION_LINE.shape));
  const { retracted } = checked.data;
  if (!retracted.url && !retracted.guid) {
    return refused(
      'BAD_FIELD',
      `retracted: wanted a url or a guid, got ${shown(retracted.url ?? retracted.guid)}`,
    );
  }
  return { kind: 'retraction', retraction: retracted };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sourcesOf(told: object): FieldSources {
  const fields = Object.entries(told).filter(([, part]) => part !== null);
  return Object.fromEntries(fields.map(([field]) => [field, 'jsonl' as const]));
}
