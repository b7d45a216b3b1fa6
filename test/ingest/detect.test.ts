import { describe, expect, it } from 'vitest';
import { decode, detect, readDocument } from '../../src/ingest/detect.ts';

const ARTICLE = 'Bridge opens in Sarnby\n\nThe mayor’s café “opened” on Monday.';
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, mark: readonly number[], swap: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return Uint8Array.from([...mark, ...(swap ? bytes.swap16() : bytes)]);
};
// ’ “ ” é as windows-1252 has them.
const windows1252 = Uint8Array.from(
  [...ARTICLE].map((char) => ({ '’': 0x92, '“': 0x93, '”': 0x94, é: 0xe9 })[char] ?? char.charCodeAt(0)),
);

describe('decode', () => {
  it.each([
    ['UTF-8', utf8(ARTICLE)],
    ['UTF-8 with a mark', utf8(`\uFEFF${ARTICLE}`)],
    ['UTF-16, little end first', utf16(ARTICLE, [0xff, 0xfe], false)],
    ['UTF-16, big end first', utf16(ARTICLE, [0xfe, 0xff], true)],
    ['windows-1252', windows1252],
  ])('reads %s', (_, bytes) => {
    expect(decode(bytes)).toBe(ARTICLE);
  });

  it('takes no picture for text', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6]);
    expect(decode(png)).toBeNull();
    expect(decode(utf8('a\0b'))).toBeNull();
  });
});

describe('detect', () => {
  it('knows plain text', () => {
    expect(detect(utf8(ARTICLE))).toBe('text');
    expect(detect(utf8('[Updated] A headline in brackets'))).toBe('text');
  });

  it.each(['<!doctype html><p>Hello', '  <?xml version="1.0"?><rss/>', '{"headline": "x"}', '[{"a": 1}]'])(
    'leaves %s to readers to come',
    (text) => {
      expect(detect(utf8(text))).toBeNull();
    },
  );
});

describe('readDocument', () => {
  it('reads an article from bytes', () => {
    const result = readDocument(windows1252);
    expect(result.kind === 'document' && result.document.body).toBe('The mayor’s café “opened” on Monday.');
  });

  it.each([
    [new Uint8Array(), 'EMPTY'],
    [Uint8Array.from([0, 1, 2]), 'NOT_TEXT'],
    [utf8('<html><p>Hi</p></html>'), 'UNKNOWN_FORMAT'],
    [new Uint8Array(8_000_001).fill(97), 'TOO_LARGE'],
  ])('refuses other bytes with a reason (%#)', (bytes, reason) => {
    expect(readDocument(bytes)).toMatchObject({ kind: 'refused', reason });
  });
});
