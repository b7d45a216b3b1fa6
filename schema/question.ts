import type { AskedText } from '../db/filter.ts';
import type { Reader } from '../db/reader.ts';
import { type Question, type Reading, readingsOf } from '../db/search-question.ts';
import { clientError } from './errors.ts';
import { loadKeyed } from './relation/loaders.ts';

export const MAX_QUERY_LENGTH = 300;

/** Refuses words that no text can be searched for. */
export function wordsOf(query: string): string {
  if (query.length > MAX_QUERY_LENGTH) {
    throw clientError(
      'BAD_INPUT',
      `Wanted words of at most ${MAX_QUERY_LENGTH} characters; got ${query.length}.`,
    );
  }
  if (query.includes('\0')) {
    throw clientError('BAD_INPUT', `Wanted words without U+0000; got it at ${query.indexOf('\0')}.`);
  }
  return query.trim();
}

/** Read once in a request, whatever asks it: a page, its count, its highlights, a filter. */
export function loadReadings(question: Question, reader: Reader): Promise<readonly Reading[]> {
  const read = (keys: readonly string[]) =>
    Promise.all(keys.map((key) => readingsOf(reader, JSON.parse(key) as Question)));
  return loadKeyed(reader, 'readings of questions', read, JSON.stringify(question));
}

/** For filters; null where nothing is asked. */
export async function askedText(query: string | null | undefined, reader: Reader): Promise<AskedText | null> {
  if (query === null || query === undefined) return null;
  const words = wordsOf(query);
  return { words, readings: await loadReadings({ words, language: null }, reader) };
}
