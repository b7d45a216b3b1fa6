import type { BodyStatus } from '../document.ts';
import type { ToldBy } from '../told.ts';

const SHORT_CHARS = 1_500;

/** Whether the page shows the whole article or its beginning only. */
export function bodyStatusOf(sources: ToldBy, body: string, walled: boolean): BodyStatus {
  const paid = Object.values(sources).some((told) => told.accessibleForFree === false);
  const breaksOff = /(?:…|\.\.\.|[\p{L}\p{N},])$/u.test(body) || body.length < SHORT_CHARS;
  return (paid || walled) && breaksOff ? 'stub' : 'available';
}
