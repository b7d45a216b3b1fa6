import { describe, expect, it } from 'vitest';
import { decode } from '../../src/ingest/decode.ts';

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
/** "мост" as windows-1251 and KOI8-R have it. */
const CYRILLIC = { 'windows-1251': [0xec, 0xee, 0xf1, 0xf2], 'koi8-r': [0xcd, 0xcf, 0xd3, 0xd4] };
const page = (head: string, bytes: readonly number[]) => Uint8Array.from([...utf8(head), ...bytes]);

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

  it.each([
    ['a meta charset', '<html><meta charset="windows-1251">', 'windows-1251'],
    ['a meta http-equiv', "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'/>", 'koi8-r'],
    ['an XML declaration', '<?xml version="1.0" encoding="windows-1251"?>', 'windows-1251'],
  ] as const)('obeys %s', (_, head, charset) => {
    expect(decode(page(head, CYRILLIC[charset]))).toBe(`${head}мост`);
  });

  it('believes the sender before the page', () => {
    const bytes = page('<meta charset="windows-1251">', CYRILLIC['koi8-r']);
    expect(decode(bytes, 'KOI8-R')).toBe('<meta charset="windows-1251">мост');
  });

  it('knows UTF-8 under the label of an older charset', () => {
    const said = '<?xml version="1.0" encoding="ISO-8859-1"?><name>Søren “Ås”</name>';
    expect(decode(utf8(said))).toBe(said);
    expect(decode(utf8(ARTICLE), 'windows-1252')).toBe(ARTICLE);
  });

  it('believes a mark before the sender', () => {
    expect(decode(utf8('\uFEFFмост'), 'windows-1251')).toBe('мост');
  });

  it.each(['utf-9', '', 'x-user-defined', 'us ascii'])('passes over the unknown label "%s"', (charset) => {
    expect(decode(utf8(ARTICLE), charset)).toBe(ARTICLE);
    expect(decode(windows1252, charset)).toBe(ARTICLE);
  });

  it('passes over a label that the bytes do not bear out', () => {
    expect(decode(windows1252, 'utf-8')).toBe(ARTICLE);
    expect(decode(utf8(`<meta charset="utf-16">${ARTICLE}`))).toBe(`<meta charset="utf-16">${ARTICLE}`);
  });

  it('reads UTF-16 without a mark where the sender says so', () => {
    expect(decode(utf16(ARTICLE, [], false), 'utf-16le')).toBe(ARTICLE);
  });

  it('takes no picture for text', () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6]);
    expect(decode(png)).toBeNull();
    expect(decode(utf8('a\0b'))).toBeNull();
  });
});
