import { describe, expect, it } from 'vitest';
import { plainParagraphs, plainText } from '../../src/ingest/plain-text.ts';

describe('plainText', () => {
  it.each([
    ['Ferry &amp; bridge', 'Ferry & bridge'],
    ['Ferry&amp;#8217;s end', 'Ferry’s end'],
    ['<p>The <b>fer</b>ry<br/>stays</p>', 'The ferry stays'],
    ['<script>alert("<p>")</script>The ferry', 'The ferry'],
    ['&lt;p&gt;The ferry&lt;/p&gt;', 'The ferry'],
    ['a < b and c > d', 'a < b and c > d'],
    ['so\u00ADft\u200B  space\u00A0s', 'soft space s'],
    ['The <style>ferry', 'The'],
  ])('%s', (markup, text) => {
    expect(plainText(markup)).toBe(text);
  });
});

describe('plainParagraphs', () => {
  it('has one for each block or line', () => {
    expect(plainParagraphs('<p>One</p><p>Two<br>Three</p>\n\nFour\nFive')).toEqual([
      'One',
      'Two',
      'Three',
      'Four',
      'Five',
    ]);
  });
});
