import type { JsonReader } from './json-reader.ts';
import type { Run } from './run.ts';
import type { Beside } from './written.ts';

/** Text in the making. */
export interface Writing {
  readonly run: Run;
  readonly reader: JsonReader;
  readonly counts: number[];
  readonly beside: Beside[];
}

/** Thrown where the field has to be resolved. */
export class NotWritten {}

/** By what was read. */
export const NOT_THIS_TIME = new NotWritten();
/** Whatever was read. */
export const NEVER = new NotWritten();

/** What stands before a value of an object: its name, and what parts it from the value before. */
export function nameOf(key: string, place: number): string {
  return `${place === 0 ? '{' : ','}${JSON.stringify(key)}:`;
}

/** Not by `join`, which would copy all that is within at each level. */
export function listOf(texts: readonly string[]): string {
  let list = '';
  for (const text of texts) {
    list += list === '' ? '[' : ',';
    list += text;
  }
  return list === '' ? '[]' : `${list}]`;
}

/** A slice would keep the whole text in memory that it was cut from. */
export function apart(slice: string): string {
  return Buffer.from(slice).toString();
}
