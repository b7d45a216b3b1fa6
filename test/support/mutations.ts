import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
}

const FOLDER = join(import.meta.dirname, '../fixtures');

/** Every file of every folder of fixtures, those of formats yet to come too. */
export function fixtures(): readonly Sample[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((name) => name.includes('/') && statSync(join(FOLDER, name)).isFile())
    .map((name) => ({ name, bytes: readFileSync(join(FOLDER, name)) }));
}

type Mutation = (bytes: Buffer) => Buffer;

/** A fixture after a few of the things that happen to files by accident or by intent. */
export function mutatedFixtures(samples: readonly Sample[]): fc.Arbitrary<Sample> {
  const [at, share] = [
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 0.3, noNaN: true }),
  ];
  const mutation = fc.oneof(
    fc.tuple(at, fc.integer({ min: 0, max: 255 })).map(([place, byte]) => flipped(place, byte)),
    fc.tuple(at, share).map(([place, length]) => cut(place, length)),
    fc.tuple(at, fc.constantFrom(...samples), at, share).map((all) => spliced(...all)),
    fc.tuple(at, share, fc.integer({ min: 2, max: 300 })).map((all) => repeated(...all)),
    fc.tuple(at, fc.constantFrom(...INSERTIONS)).map(([place, text]) => inserted(place, text)),
    fc.tuple(at, fc.constantFrom(...VALUES)).map(([place, value]) => swapped(place, value)),
    fc.constantFrom(...PREFIXES).map(
      (prefix): Mutation =>
        (bytes) =>
          Buffer.concat([prefix, bytes]),
    ),
    fc.constantFrom<BufferEncoding>('utf16le', 'latin1').map(
      (to): Mutation =>
        (bytes) =>
          Buffer.from(bytes.toString(), to),
    ),
  );
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 5 }))
    .map(([{ name, bytes }, mutations]) => ({
      name,
      bytes: mutations.reduce((held, mutate) => mutate(held), bytes).subarray(0, 1_000_000),
    }));
}

function flipped(place: number, byte: number): Mutation {
  return (bytes) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[Math.floor(place * (copy.length - 1))] = byte;
    return copy;
  };
}

function cut(place: number, share: number): Mutation {
  return (bytes) => {
    const at = Math.floor(place * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + Math.ceil(share * bytes.length))]);
  };
}

function spliced(place: number, other: Sample, from: number, share: number): Mutation {
  const begin = Math.floor(from * other.bytes.length);
  return insertedBytes(place, other.bytes.subarray(begin, begin + Math.ceil(share * other.bytes.length)));
}

function repeated(place: number, share: number, times: number): Mutation {
  return (bytes) => {
    const at = Math.floor(place * bytes.length);
    const piece = bytes.subarray(at, at + Math.ceil(share * bytes.length));
    return insertedBytes(
      place,
      Buffer.concat(Array(Math.min(times, Math.ceil(200_000 / (piece.length + 1)))).fill(piece)),
    )(bytes);
  };
}

/** Between two marks of the syntax rather than within a word, where there is one nearby. */
function inserted(place: number, text: string): Mutation {
  return (bytes) => {
    const at = Math.floor(place * bytes.length);
    const mark = bytes
      .subarray(at)
      .toString('latin1')
      .search(/[>,{[]/);
    return insertedBytes(
      (at + (mark < 0 ? 0 : mark + 1)) / Math.max(1, bytes.length),
      Buffer.from(text),
    )(bytes);
  };
}

function insertedBytes(place: number, more: Buffer): Mutation {
  return (bytes) => {
    const at = Math.round(place * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  };
}

/** A string, a number or a word of JSON, or what an attribute says, by something else. */
function swapped(place: number, value: string): Mutation {
  return (bytes) => {
    const text = bytes.toString('latin1');
    const values = [
      ...text.matchAll(/"(?:[^"\\]|\\.){0,500}"|(?<=[:,[]\s*)-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g),
    ];
    const chosen = values[Math.floor(place * (values.length - 1))];
    if (!chosen) return bytes;
    return Buffer.from(
      text.slice(0, chosen.index) + value + text.slice(chosen.index + chosen[0].length),
      'latin1',
    );
  };
}

const ENTITIES = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('')}]>`;
const VALUES = [
  'null',
  '1e999',
  '-0',
  '""',
  '[]',
  '{}',
  '"\\u0000"',
  '"\\ud800"',
  'true',
  '"9999-99-99T99:99:99Z"',
  '"2026-02-30T10:00:00Z"',
  `"${'x'.repeat(30_000)}"`,
  '"javascript:alert(1)"',
  '"http://["',
  '[[[[[1]]]]]',
  '{"__proto__":{"x":1}}',
  '-99999999999999999999',
  '"infinity"',
  '"en-"',
  '"\\u2028"',
];
const INSERTIONS = [
  '['.repeat(5_000),
  '{"a":'.repeat(5_000),
  '<div>'.repeat(5_000),
  '</div>'.repeat(2_000),
  `<p ${Array.from({ length: 5_000 }, (_, i) => `a${i}="x"`).join(' ')}>`,
  `<p ${'class="y" '.repeat(5_000)}>`,
  '&a30;',
  '&amp;'.repeat(20_000),
  '&#x0;&#xD800;&#x110000;&#99999999999;',
  '<![CDATA[',
  '<!--',
  '<script type="application/ld+json">{"@type":"NewsArticle","headline":',
  '<meta charset="utf-7">',
  '<table><tr><td>'.repeat(1_000),
  '"__proto__":{"headline":"x"},',
  '\0',
  '\r\n\r\n',
  '“'.repeat(5_000),
  `${'a'.repeat(100_000)}`,
  `${'said '.repeat(20_000)}`,
  '\u202e\u200b\ufeff\ufffd',
];
const PREFIXES = [
  Buffer.from([0xef, 0xbb, 0xbf]),
  Buffer.from([0xff, 0xfe]),
  Buffer.from([0xfe, 0xff]),
  Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
  Buffer.from('PK\x03\x04'),
  Buffer.from('<?xml version="1.0" encoding="utf-16"?>'),
  Buffer.from('<?xml version="1.0" encoding="no-such"?>'),
  Buffer.from(ENTITIES),
  Buffer.from('<!doctype html><meta charset="shift_jis">'),
];

/** What is made to exhaust whoever reads it, as long as `bytes` allow. */
export function bombs(bytes: number): readonly Sample[] {
  const fill = (name: string, begin: string, piece: string, end = '') => ({
    name,
    // Made when it is asked for: all of them at once would be the largest thing in memory.
    get bytes() {
      return Buffer.from(
        begin + piece.repeat(Math.floor((bytes - begin.length - end.length) / piece.length)) + end,
      );
    },
  });
  const article = '"headline":"Bridge opens","body":"On Monday."';
  return [
    fill('lists.json', '', '['),
    fill('objects.json', '', '{"a":'),
    fill('wide.json', `{${article},"x":[`, '{},', '{}]}'),
    fill('keys.json', `{${article}`, ',"k":1', '}'),
    fill('lines.jsonl', '', '{}\n'),
    fill('string.json', '{"headline":"', '\\u0041', '"}'),
    fill(
      'ninjs.json',
      '{"uri":"x","standard":{"name":"ninjs","version":"3.1"},"headlines":[',
      '{"value":"x"},',
      '{}]}',
    ),
    fill(
      'feed.json',
      '{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[',
      '{"id":"1"},',
      '{}]}',
    ),
    fill('divs.html', '<!doctype html><title>x</title><body>', '<div>'),
    fill('bold.html', '<!doctype html><body><p>', '<b><i>'),
    fill(
      'paragraphs.html',
      '<!doctype html><title>x</title><body><article>',
      '<p>The ferry left on time, she said.',
    ),
    fill('tables.html', '<!doctype html><body>', '<table><tr><td>'),
    fill('attributes.html', '<!doctype html><body><p', ' a="b"', '>'),
    fill('open.html', '<!doctype html>', '<'),
    fill('entities.html', '<!doctype html><p>', '&amp;'),
    fill(
      'scripts.html',
      '<!doctype html>',
      '<script type="application/ld+json">{"@type":"NewsArticle"}</script>',
    ),
    fill(
      'broken.html',
      '<!doctype html>',
      `<script type="application/ld+json">[${'0 '.repeat(20_000)}</script>`,
    ),
    fill('data.html', '<!doctype html><script type="application/ld+json">', '[', '</script>'),
    fill('metas.html', '<!doctype html><head>', '<meta property="og:title" content="x">'),
    fill('comment.html', '<!doctype html><!--', '-'),
    fill('items.xml', '<rss version="2.0"><channel>', '<item><title>x</title></item>', '</channel></rss>'),
    fill('deep.xml', '<rss version="2.0"><channel>', '<item>'),
    fill('atom.xml', '<feed xmlns="http://www.w3.org/2005/Atom">', '<entry>'),
    fill('newsml.xml', '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">', '<contentMeta>'),
    fill('laughs.xml', `${ENTITIES}<rss version="2.0"><channel><title>`, '&a30;', '</title></channel></rss>'),
    fill('cdata.xml', '<rss version="2.0"><channel><item><description><![CDATA[', ']]'),
    fill('attributes.xml', '<rss version="2.0"', ' a="b"', '/>'),
    fill(
      'news.jsonld',
      '{"@context":"https://schema.org","@type":"NewsArticle","headline":"x","articleBody":"',
      'y" ',
    ),
    fill('spaces.txt', 'A headline\n\n', ' '),
    fill('breaks.txt', 'A headline', '\n'),
    fill('marks.txt', 'A headline\n\n', '“'),
    fill('names.txt', 'A headline\n\n', 'Ada Brisk '),
    fill('letters.txt', 'A headline\n\n', 'a'),
    fill('dates.txt', 'A headline\n\n', 'Monday, March 3, 2026, '),
  ];
}
