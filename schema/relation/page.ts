import { BadCursorError, decodeCursor, type Order, type Page } from '../../db/keyset.ts';
import { clientError } from '../errors.ts';

/** Connection arguments as Relay names them: https://relay.dev/graphql/connections.htm#sec-Arguments */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export const DEFAULT_PAGE_SIZE = 20;
export const MAX_PAGE_SIZE = 100;

/** Refuses what contradicts itself or goes beyond the limits, before anything is read. */
export function pageOf(args: PageArguments, mark: string, order: Order): Page {
  const { first = null, last = null } = args;
  if (first !== null && last !== null) {
    throw clientError('BAD_PAGE', `Wanted first or last; got both (first: ${first}, last: ${last}).`);
  }
  const limit = last ?? first ?? DEFAULT_PAGE_SIZE;
  if (limit < 0 || limit > MAX_PAGE_SIZE) {
    const name = last === null ? 'first' : 'last';
    throw clientError('BAD_PAGE', `Wanted ${name} from 0 to ${MAX_PAGE_SIZE}; got ${limit}.`);
  }
  return {
    limit,
    backward: last !== null,
    after: positionOf(args.after, mark, order),
    before: positionOf(args.before, mark, order),
  };
}

function positionOf(cursor: string | null | undefined, mark: string, order: Order) {
  if (cursor === null || cursor === undefined) return null;
  try {
    return decodeCursor(cursor, mark, order);
  } catch (error) {
    if (error instanceof BadCursorError) throw clientError('BAD_CURSOR', error.message);
    throw error;
  }
}
