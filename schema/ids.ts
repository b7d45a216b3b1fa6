import type { Id } from '../db/tables.ts';
import { clientError } from './errors.ts';

export const NODE_TYPES = [
  'Article',
  'Person',
  'Organization',
  'Quote',
  'Utterance',
  'Event',
  'CurationDecision',
  'ApiKey',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** Opaque to clients; base64url, so that it stands in an address as it is. */
export function encodeId(type: string, id: Id): string {
  // Letters, digits and a colon have neither + nor / in base64.
  const padded = btoa(`${type}:${id}`);
  const padding = padded.indexOf('=');
  return padding < 0 ? padded : padded.slice(0, padding);
}

/** Throws BAD_ID for anything that `encodeId` did not make for one of these types. */
export function decodeId(value: string, types: readonly NodeType[] = NODE_TYPES): { type: NodeType; id: Id } {
  const [type, id] = Buffer.from(value.slice(0, 64), 'base64url').toString('utf8').split(':');
  const known = types.find((name) => name === type);
  if (!known || !id || !isInt8(id) || encodeId(known, id) !== value) {
    const wanted =
      types.length === NODE_TYPES.length ? 'an id' : `the id of a node of type ${types.join(' or ')}`;
    throw clientError(
      'BAD_ID',
      `Wanted ${wanted} as this server gave it out; got ${JSON.stringify(value.slice(0, 80))}.`,
    );
  }
  return { type: known, id };
}

export function rowId(value: string, ...types: readonly NodeType[]): Id {
  return decodeId(value, types).id;
}

/** `rowId` for an argument that may be left out. */
export function rowIdOrNull(value: string | null | undefined, ...types: readonly NodeType[]): Id | null {
  return value === null || value === undefined ? null : rowId(value, ...types);
}

const INT8_MAX = String(2n ** 63n - 1n);

function isInt8(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && (text.length < INT8_MAX.length || text <= INT8_MAX);
}
