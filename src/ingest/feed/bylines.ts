import type { DocumentByline } from '../document.ts';
import { bylineNames, isOutletName, isRole } from '../scraped/bylines.ts';
import type { FeedItem } from './feed-item.ts';

/** Whoever set up the site, and desks that have no names. */
const NOBODY =
  /^(?:admin(?:istrator)?|editors?|editorial(?: (?:team|staff|board))?|staff|news ?(?:desk|room)|web ?(?:desk|master|team)|online|root|user|guest|author|unknown|anonymous|n\/a|none|no-?reply)$/i;

/** Each name once, those of the feed before those that the text names; where the feed has authors, these are contributors. */
export function bylinesOf(
  { authors, contributors, isOurs }: FeedItem,
  publisher: string | null,
  inText: readonly DocumentByline[],
): DocumentByline[] {
  const named = (names: readonly string[], role: DocumentByline['role']) =>
    names.flatMap((name) => (isOurs ? name : namesIn(name, publisher))).map((name) => ({ name, role }));
  const written = named(authors, 'author');
  const closing = inText.map((byline) => ({
    ...byline,
    role: written.length > 0 && byline.role === 'author' ? ('contributor' as const) : byline.role,
  }));
  const found = new Map<string, DocumentByline>();
  for (const byline of [...written, ...named(contributors, 'contributor'), ...closing]) {
    if (!found.has(byline.name)) found.set(byline.name, byline);
  }
  return [...found.values()];
}

/** "By Anna Karst and Piers Handel, Haven Courier" holds two; a name of a form that is not known stays whole. */
function namesIn(said: string, publisher: string | null): string[] {
  const line = said.trim().replace(/\s+/g, ' ');
  const names = bylineNames(/^by\b/i.test(line) ? line : `By ${line}`);
  if (names.length > 0) return names;
  const name = line.replace(/^by:?\s+/i, '');
  const isNobody =
    NOBODY.test(name) ||
    isOutletName(name) ||
    isRole(name) ||
    name.toLowerCase() === publisher?.toLowerCase();
  return name === '' || isNobody || /@|:\/\//.test(name) ? [] : [name];
}
