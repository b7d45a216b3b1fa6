import { isOutletName } from '../scraped/bylines.ts';
import { isOutletLike, sectionOf } from '../scraped/head-lines.ts';

const TEASER_SHARE = 0.6;

/**
 * Which of two differing headlines is the better, the title for sharing or the one in JSON-LD: the former, unless it is cut
 * off, leaves so much out that it is a teaser, or the page shares the latter elsewhere.
 */
export function preferredHeadline(
  shared: string | undefined,
  stated: string | undefined,
  sharedElsewhere: string | undefined,
): 'open-graph' | 'json-ld' {
  if (stated === undefined) return 'open-graph';
  if (shared === undefined || /(?:…|\.\.\.)$/.test(shared) || sharedElsewhere === stated) return 'json-ld';
  return wordsIn(shared) < wordsIn(stated) * TEASER_SHARE ? 'json-ld' : 'open-graph';
}

function wordsIn(text: string): number {
  return text.split(/\s+/).length;
}

/** The headline without the site's name, which titles carry behind it: "Dam vote fails | Haven Courier". */
export function withoutSiteName(headline: string, publisher: string | null, shown: string | null): string {
  const cut = shown !== null && isBeginning(shown, headline) ? shown : headline;
  if (publisher === null) return cut;
  const [, front = '', back = ''] = /^(.{5,}?)\s*(?:\s[-–—|:•»·]|\|)\s*([^|–—»•·]{2,60})$/.exec(cut) ?? [];
  return back !== '' && isSameName(back, publisher) ? front : cut;
}

const LEAST_LABEL = 4;

/**
 * The outlet that a title names behind the heading of the page, "Bakers strike in Orle | The Orle Bugle"; null where nothing but its
 * place says that it is one: it is called as outlets are, or as the site's address.
 */
export function siteInTitle(title: string, shown: string, address: string | null): string | null {
  if (!isBeginning(shown, title)) return null;
  const pieces = title.slice(shown.length).split(/\s*(?:\s[-–—:]\s|[|•»·])\s*/);
  const last = pieces.findLast((piece) => piece !== '' && sectionOf(piece) === null) ?? '';
  const isSite = isOutletName(last) || (isOutletLike(last) && isInAddress(bare(last), address));
  return isSite ? last : null;
}

function isInAddress(name: string, address: string | null): boolean {
  const labels = (address ? new URL(address).hostname : '').split('.').map(bare);
  return labels.some((label) => label.length >= LEAST_LABEL && (name.includes(label) || label === name));
}

/** Whether the title begins with the words of the heading and goes on with a separator. */
function isBeginning(heading: string, title: string): boolean {
  const begins = plainMarks(title).startsWith(plainMarks(heading));
  return heading.length >= 15 && begins && /^\s*[-–—|:•»·*]/.test(title.slice(heading.length));
}

/** As long as it was. */
function plainMarks(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
}

function isSameName(a: string, b: string): boolean {
  const [left, right] = [bare(a), bare(b)];
  return left !== '' && (left === right || left.includes(right) || right.includes(left));
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.(?:com|org|net|co\.uk|example)\b/g, '')
    .replace(/\bthe\b|[^\p{L}\p{N}]+/gu, '');
}
