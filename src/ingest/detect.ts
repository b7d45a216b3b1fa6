import { decode } from './decode.ts';
import { type ReadResult, refused } from './document.ts';
import { FEED } from './feed/read-feed.ts';
import type { FormatReader, ReadOptions } from './format.ts';
import { HTML } from './html/format.ts';
import { JSON_LD } from './json-ld/read-json-ld.ts';
import { JSONL } from './jsonl/read-jsonl.ts';
import { NEWSML_G2 } from './newsml/read-newsml.ts';
import { NINJS } from './ninjs/read-ninjs.ts';
import { LARGEST_TEXT_CHARS, readText } from './scraped/read-text.ts';

const PLAIN_TEXT: FormatReader = {
  format: 'text',
  isMine: (text) => !isMarkup(text),
  read: (text, options) => [readText(text, options)],
};

/** Asked in order; plain text takes what no other claims. */
export const FORMAT_READERS: readonly FormatReader[] = [
  NINJS,
  NEWSML_G2,
  FEED,
  JSON_LD,
  JSONL,
  HTML,
  PLAIN_TEXT,
];

/** The largest file that can hold an article: every character in UTF-8 takes at most four bytes. */
const LARGEST_BYTES = LARGEST_TEXT_CHARS * 4;

export interface ReadDocumentOptions extends ReadOptions {
  /** The file's name or address, a hint at its format. */
  readonly name?: string;
  /** As the sender names it (the charset of an HTTP `content-type`); what the bytes themselves declare comes after it. */
  readonly charset?: string;
}

/** The format of a file, by its content; null where no reader takes it. */
export function detect(bytes: Uint8Array, name: string | null = null): string | null {
  const text = decode(bytes);
  if (text === null) return null;
  return readerOf(text, name)?.format ?? null;
}

/** What the bytes hold: at least one answer, an article or a refusal each. Never throws. */
export function readDocuments(bytes: Uint8Array, options: ReadDocumentOptions = {}): readonly ReadResult[] {
  if (bytes.length === 0) return [refused('EMPTY', 'wanted an article, got no bytes')];
  if (bytes.length > LARGEST_BYTES) {
    return [refused('TOO_LARGE', `wanted at most ${LARGEST_BYTES} bytes, got ${bytes.length}`)];
  }
  const text = decode(bytes, options.charset);
  if (text === null)
    return [refused('NOT_TEXT', 'wanted text in UTF-8, UTF-16 or windows-1252, got binary data')];
  const reader = readerOf(text, options.name ?? null);
  if (reader) return reader.read(text, options);
  const formats = FORMAT_READERS.map((each) => each.format).join(', ');
  return [
    refused('UNKNOWN_FORMAT', `wanted one of: ${formats}; got text that begins "${beginningOf(text)}"`),
  ];
}

/** As `readDocuments`, for bytes that are to hold one article. */
export function readDocument(bytes: Uint8Array, options: ReadDocumentOptions = {}): ReadResult {
  const [first, ...others] = readDocuments(bytes, options);
  if (first === undefined) return refused('NO_ARTICLE', 'wanted an article, got none');
  if (others.length === 0) return first;
  return refused('NO_ARTICLE', `wanted one article, got a file of ${others.length + 1}`);
}

function readerOf(text: string, name: string | null): FormatReader | undefined {
  return FORMAT_READERS.find((reader) => reader.isMine(text, name));
}

/** Markup and JSON wait for readers of their own: as plain text they would make a wrong article. */
function isMarkup(text: string): boolean {
  return /^\s*(?:<(?:[!?a-z])|[{[]\s*["{[\]}])/i.test(text);
}

function beginningOf(text: string): string {
  return text.trimStart().slice(0, 40).replace(/\s+/g, ' ');
}
