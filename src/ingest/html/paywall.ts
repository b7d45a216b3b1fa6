import type { BodyStatus } from '../document.ts';
import type { ToldBy } from '../told.ts';

const SHORT_CHARS = 1_500;
const LEAST_OF_WORDS = 0.6;

/** Whether the page shows the whole article or its beginning only. */
export function bodyStatusOf(sources: ToldBy, body: string, walled: boolean): BodyStatus {
  const told = Object.values(sources);
  const paid = walled || told.some(({ accessibleForFree }) => accessibleForFree === false);
  if (!paid) return 'available';
  const words = Math.max(0, ...told.map(({ wordCount }) => wordCount ?? 0));
  const isCut = /(?:…|\.\.\.)$/.test(body) || body.split(/\s+/).length < words * LEAST_OF_WORDS;
  return isCut || body.length < SHORT_CHARS ? 'stub' : 'available';
}
