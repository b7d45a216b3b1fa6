import { type ReadResult, type Refusal, refused } from '../document.ts';
import type { FormatReader, ReadOptions } from '../format.ts';
import { parseJson } from '../parse-json.ts';
import { LARGEST_LINE_BYTES, readLine } from './read-line.ts';

/** A file that is read whole; longer ones are streamed, line by line. */
const MOST_LINES = 20_000;
/** Who looks whether it is JSON Lines reads no more than this of a line. */
const TELLING_CHARS = 1_000_000;

/** JSON Lines (https://jsonlines.org): an article or a retraction in each, in the fields of `NewsDocument`. */
export const JSONL: FormatReader = { format: 'jsonl', isMine, read };

export function isJsonlName(name: string): boolean {
  return /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(name);
}

function isMine(text: string, name: string | null): boolean {
  if (name !== null && isJsonlName(name)) return true;
  const begin = text.search(/\S/);
  if (text[begin] !== '{') return false;
  const end = text.indexOf('\n', begin);
  const line = text.slice(begin, end < 0 ? text.length : end);
  if (line.length > TELLING_CHARS) return false;
  const parsed = parseJson(line);
  if (!('value' in parsed)) return false;
  const { headline, body, retracted } = parsed.value as Record<string, unknown>;
  return (typeof headline === 'string' && typeof body === 'string') || typeof retracted === 'object';
}

/** Blank lines say nothing and count. */
function read(text: string, options: ReadOptions): readonly ReadResult[] {
  const results: ReadResult[] = [];
  let number = 0;
  for (let begin = text.startsWith('\uFEFF') ? 1 : 0; begin < text.length; ) {
    // A line ends at a line feed alone: U+2028 may stand in a JSON string.
    const feed = text.indexOf('\n', begin);
    const end = feed < 0 ? text.length : feed;
    number++;
    if (number > MOST_LINES) return [...results, tooMany()];
    const result = readSpan(text, begin, end, number, options);
    if (result) results.push(result);
    begin = end + 1;
  }
  return results.length > 0 ? results : [refused('NO_ARTICLE', 'wanted a line with an article, got none')];
}

function readSpan(
  text: string,
  begin: number,
  end: number,
  number: number,
  options: ReadOptions,
): ReadResult | null {
  if (end - begin > LARGEST_LINE_BYTES) return onLine(number, tooLong(end - begin));
  const line = text.slice(begin, end);
  if (line.trim() === '') return null;
  const result = readLine(line, options);
  return result.kind === 'refused' ? onLine(number, result) : result;
}

/** Lines count from 1. */
function onLine(number: number, { reason, message }: Refusal): Refusal {
  return refused(reason, `line ${number}: ${message}`);
}

export function tooLong(length: number) {
  return refused('TOO_LARGE', `wanted at most ${LARGEST_LINE_BYTES} bytes, got ${length}`);
}

function tooMany() {
  return refused(
    'TOO_LARGE',
    `wanted at most ${MOST_LINES} lines in one piece, got more; the others were not read`,
  );
}
