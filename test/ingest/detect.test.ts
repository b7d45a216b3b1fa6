import { describe, expect, it } from 'vitest';
import { detect, readDocument } from '../../src/ingest/detect.ts';

const ARTICLE = 'Bridge opens in Sarnby\n\nThe mayor’s café “opened” on Monday.';
const utf8 = (text: string) => new TextEncoder().encode(text);
// ’ “ ” é as windows-1252 has them.
const windows1252 = Uint8Array.from(
  [...ARTICLE].map((char) => ({ '’': 0x92, '“': 0x93, '”': 0x94, é: 0xe9 })[char] ?? char.charCodeAt(0)),
);

describe('detect', () => {
  it('knows plain text', () => {
    expect(detect(utf8(ARTICLE))).toBe('text');
    expect(detect(utf8('[Updated] A headline in brackets'))).toBe('text');
  });

  it.each(['  <?xml version="1.0"?><x/>', '{"headline": "x"}', '[{"a": 1}]'])(
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
    [utf8('<svg><text>Hi</text></svg>'), 'UNKNOWN_FORMAT'],
    [new Uint8Array(8_000_001).fill(97), 'TOO_LARGE'],
  ])('refuses other bytes with a reason (%#)', (bytes, reason) => {
    expect(readDocument(bytes)).toMatchObject({ kind: 'refused', reason });
  });
});
