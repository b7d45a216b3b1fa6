import type { ArticleFields } from '../../db/article.ts';
import { organizationsNamed } from '../../db/export.ts';
import type { Logical } from '../../db/filter.ts';
import type { Reader } from '../../db/reader.ts';
import { readingsOf } from '../../db/search-question.ts';
import { decodeId } from '../../schema/ids.ts';

/** Which articles are asked for, as given on a command line or in an address. All that is given must hold. */
export interface AskedSelection {
  readonly text?: string | undefined;
  readonly section?: string | undefined;
  /** The name of an organization or its id. */
  readonly publisher?: string | undefined;
  readonly language?: string | undefined;
  /** RFC 3339, or a day in UTC. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
}

export const SELECTION = ['text', 'section', 'publisher', 'language', 'from', 'before'] as const;

/** What was asked for can't be; the message says what to change. */
export class BadSelectionError extends Error {}

const LONGEST_CHARS = 300;

export async function selectionOf(reader: Reader, asked: AskedSelection): Promise<Logical<ArticleFields>> {
  for (const name of SELECTION) {
    const value = asked[name];
    if (value !== undefined && (value.length > LONGEST_CHARS || value.includes('\0')))
      throw new BadSelectionError(`${name}: wanted at most ${LONGEST_CHARS} characters without U+0000`);
  }
  const { section, language, text } = asked;
  const published = { from: momentOf('from', asked.from), before: momentOf('before', asked.before) };
  const words = text?.trim();
  return {
    section,
    language,
    ...(published.from || published.before ? { published } : {}),
    ...(words !== undefined && {
      text: { words, readings: await readingsOf(reader, { words, language: null }) },
    }),
    ...(asked.publisher !== undefined && { or: await publishersOf(reader, asked.publisher) }),
  };
}

async function publishersOf(reader: Reader, asked: string): Promise<{ publisher: string }[]> {
  const named = await organizationsNamed(reader, asked);
  const ids = named.length > 0 ? named : idsIn(asked);
  if (ids.length === 0)
    throw new BadSelectionError(
      `publisher: wanted the name or id of an organization that is here, got "${asked}"`,
    );
  return ids.map((publisher) => ({ publisher }));
}

function idsIn(asked: string): string[] {
  try {
    return [decodeId(asked, ['Organization']).id];
  } catch {
    return [];
  }
}

const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/;

function momentOf(name: string, asked: string | undefined): string | null {
  if (asked === undefined) return null;
  const at = new Date(MOMENT.test(asked) ? asked : Number.NaN);
  // Date takes 30 February for 2 March.
  const isReal =
    !Number.isNaN(at.getTime()) && new Date(asked.slice(0, 10)).toISOString().startsWith(asked.slice(0, 10));
  if (!isReal || asked.startsWith('0000'))
    throw new BadSelectionError(
      `${name}: wanted a day such as 2026-03-03 or RFC 3339 with an offset, got "${asked.slice(0, 60)}"`,
    );
  return at.toISOString();
}
