import { canonicalUrl } from '../../../db/url.ts';
import { FIELD_SOURCES, type FieldSources, type NewsDocument } from '../document.ts';

/** More than this no article has of anything; a list is read whole. */
const MOST = 1_000;
const COUNTED = ['bylines', 'images', 'corrections', 'subjects', 'associations', 'otherUrls'] as const;

/** Of the parts of each list, by their fields; text itself is `''`. */
const LONGEST_CHARS = {
  bylines: { name: 500 },
  images: { caption: 20_000, credit: 2_000 },
  corrections: { '': 20_000 },
  subjects: { name: 500, role: 200 },
  associations: { role: 200, type: 200, headline: 2_000 },
} as const;

/** No index holds a longer one. A canonical address is ASCII. */
export const LONGEST_URL_BYTES = 2_000;

/** What is too much or too long in the lists of a document, as what was wanted and what came; null where nothing is. */
export function wrongInLists(document: NewsDocument): string | null {
  for (const list of COUNTED) {
    const { length } = document[list];
    if (length > MOST) return `${list}: wanted at most ${MOST}, got ${length}`;
  }
  for (const [list, fields] of Object.entries(LONGEST_CHARS)) {
    for (const [i, part] of document[list as keyof typeof LONGEST_CHARS].entries()) {
      for (const [field, longest] of Object.entries(fields)) {
        const text =
          typeof part === 'string' ? part : (part as unknown as Record<string, string | null>)[field];
        if (text && text.length > longest) {
          const place = `${list}[${i}]${field && `.${field}`}`;
          return `${place}: wanted at most ${longest} characters, got ${text.length}`;
        }
      }
    }
  }
  return null;
}

/**
 * The lists as a database can hold them. No article is lost for what only hangs on it: an address of another page or a picture
 * that is none goes, and so does a subject without a name.
 */
export function heldLists(document: NewsDocument): NewsDocument {
  return {
    ...document,
    bylines: document.bylines.filter(({ name }) => name !== ''),
    otherUrls: document.otherUrls.flatMap((url) => webAddress(url) ?? []),
    images: document.images.map((image) => ({ ...image, url: webAddress(image.url) })),
    corrections: document.corrections.filter((correction) => correction),
    subjects: document.subjects
      .filter(({ name }) => name !== '')
      .map((subject) => ({ ...subject, uri: identifier(subject.uri) })),
    associations: document.associations
      .filter(({ role }) => role)
      .map((association) => ({ ...association, uri: identifier(association.uri) })),
    fieldSources: knownSources(document.fieldSources),
  };
}

function webAddress(printed: string | null): string | null {
  const url = printed === null ? null : canonicalUrl(printed);
  return url !== null && url.length <= LONGEST_URL_BYTES ? url : null;
}

/** Of whatever scheme: https://www.rfc-editor.org/rfc/rfc3986#section-1.1 */
function identifier(uri: string | null): string | null {
  return uri !== null && uri.length <= LONGEST_URL_BYTES && /^\S+$/.test(uri) ? uri : null;
}

function knownSources(sources: FieldSources): FieldSources {
  const known: readonly unknown[] = FIELD_SOURCES;
  return Object.fromEntries(Object.entries(sources).filter(([, source]) => known.includes(source)));
}
