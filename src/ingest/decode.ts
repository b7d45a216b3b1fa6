/**
 * The text of a file; null for what is no text. Believed in this order: a byte order mark (left out), the charset that the
 * sender gives, the declaration in the file itself; then UTF-8, then windows-1252. A label that is unknown or that the bytes
 * do not bear out is passed over. https://encoding.spec.whatwg.org/#names-and-labels
 */
export function decode(bytes: Uint8Array, charset?: string): string | null {
  const text = decodeByMark(bytes) ?? decodeByLabels(bytes, charset);
  return text === null || isBinary(text) ? null : text;
}

function decodeByMark(bytes: Uint8Array): string | null {
  if (hasMark(bytes, [0xff, 0xfe])) return decodeAs('utf-16le', bytes);
  if (hasMark(bytes, [0xfe, 0xff])) return decodeAs('utf-16be', bytes);
  return hasMark(bytes, [0xef, 0xbb, 0xbf]) ? decodeAs('utf-8', bytes) : null;
}

function decodeByLabels(bytes: Uint8Array, charset: string | undefined): string | null {
  for (const label of [charset, declaredCharset(bytes), 'utf-8', 'windows-1252']) {
    const text = label === undefined ? null : decodeByLabel(label, bytes);
    if (text !== null) return text;
  }
  return null;
}

const ONE_BYTE = /^(?:windows-?|iso-?8859|latin|koi8|x-mac|macintosh|cp-?)\w*/i;

/** UTF-8 under the label of a charset of one byte a character is UTF-8: text in any of those is never so by chance. */
function decodeByLabel(label: string, bytes: Uint8Array): string | null {
  return (ONE_BYTE.test(label) ? decodeAs('utf-8', bytes) : null) ?? decodeAs(label, bytes);
}

function hasMark(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

function decodeAs(label: string, bytes: Uint8Array): string | null {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return decoder.encoding === 'x-user-defined' ? null : decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** Browsers look at 1,024 bytes; pages that begin with a long comment or script are read all the same. */
const DECLARED_WITHIN_BYTES = 4_096;
const XML_ENCODING = /^\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/i;
const META_TAG = /<meta\s[^>]{0,400}>/gi;
const CHARSET = /\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i;

/** What an XML or HTML file says of itself. A declaration that could be read as ASCII is no UTF-16. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, DECLARED_WITHIN_BYTES)).toString('latin1');
  const meta = head.match(META_TAG)?.find((tag) => CHARSET.test(tag)) ?? '';
  const label = XML_ENCODING.exec(head)?.[1] ?? CHARSET.exec(meta)?.[1];
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

const CONTROLS_PER_THOUSAND = 2;

/** Text holds no NUL and next to no control characters; a picture read as windows-1252 is full of them. */
function isBinary(text: string): boolean {
  if (text.includes('\0')) return true;
  const head = text.slice(0, 100_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = head.match(/[\u0001-\u0008\u000e-\u001f\u007f-\u009f]/g)?.length ?? 0;
  return controls * 1000 > head.length * CONTROLS_PER_THOUSAND;
}
