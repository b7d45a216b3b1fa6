import type { DocumentByline } from '../document.ts';
import { agencyCredits } from '../scraped/bylines.ts';
import { datelineOf } from '../scraped/dateline.ts';
import { correctionOf } from '../scraped/text-body.ts';

export interface AgencyBody {
  /** A blank line between paragraphs. */
  readonly text: string;
  readonly dateline: string | null;
  readonly bylines: readonly DocumentByline[];
  readonly corrections: readonly string[];
}

/** Closing credits stand in the last lines. */
const CLOSING_LINES = 3;

export const NO_BODY: AgencyBody = { text: '', dateline: null, bylines: [], corrections: [] };

/** An agency's text without what is no running text: the place before it, the credits behind it, corrections. */
export function agencyBody(paragraphs: readonly string[]): AgencyBody {
  const corrections: string[] = [];
  const bylines: DocumentByline[] = [];
  const kept = paragraphs.filter((paragraph, at) => {
    const correction = correctionOf(paragraph);
    if (correction !== null) corrections.push(correction);
    const credits = at >= paragraphs.length - CLOSING_LINES && at > 0 ? agencyCredits(paragraph) : null;
    if (credits) bylines.push(...credits);
    return correction === null && credits === null;
  });
  const [first = '', ...rest] = kept;
  const dateline = datelineOf(first);
  const text = (dateline ? [dateline.rest, ...rest] : kept).join('\n\n');
  return { text, dateline: dateline?.place ?? null, bylines, corrections };
}
