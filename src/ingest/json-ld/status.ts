import type { ReadResult } from '../document.ts';
import type { Told } from '../told.ts';
import { type JsonObject, textOf } from './values.ts';

const WITHDRAWN = /^(?:withdrawn|retracted)$/i;
/** As ours calls an article of which the beginning alone is at hand. */
const INCOMPLETE = /^incomplete$/i;

export function isWithdrawn(node: JsonObject): boolean {
  return WITHDRAWN.test(statusOf(node));
}

export function isIncomplete(node: JsonObject): boolean {
  return INCOMPLETE.test(statusOf(node));
}

/** https://schema.org/creativeWorkStatus */
function statusOf({ creativeWorkStatus }: JsonObject): string {
  return textOf(creativeWorkStatus) ?? '';
}

/** Of an article that says of itself that it is withdrawn. */
export function retractionOf({ url = null, guid = null, publisher = null, corrections }: Told): ReadResult {
  const notice = corrections?.join(' ') || null;
  return { kind: 'retraction', retraction: { url, guid, publisher, notice } };
}
