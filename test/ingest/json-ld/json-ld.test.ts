import { describe, expect, it } from 'vitest';
import { detect, readDocuments } from '../../../src/ingest/detect.ts';
import { authorNames } from '../../../src/ingest/json-ld/authors.ts';
import { parseBlock } from '../../../src/ingest/json-ld/parse-block.ts';

const CONTEXT = { '@context': 'https://schema.org' };
const BODY = 'The council voted to keep the ferry.\n\nThe bridge is due next year.';
const article = (more: object = {}) => ({
  '@type': 'NewsArticle',
  headline: 'Sarnby keeps its ferry',
  articleBody: BODY,
  datePublished: '2026-03-04T07:30:00+01:00',
  ...more,
});
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

describe('a file of JSON-LD', () => {
  it.each([
    ['an article', { ...CONTEXT, ...article() }, 1],
    [
      'a list',
      [
        { ...CONTEXT, ...article() },
        { ...CONTEXT, ...article({ headline: 'Another' }) },
      ],
      2,
    ],
    ['a graph', { ...CONTEXT, '@graph': [{ '@type': 'Organization', name: 'X' }, article()] }, 1],
  ])('is read: %s', (_, value, count) => {
    expect(detect(bytes(value))).toBe('json-ld');
    const results = readDocuments(bytes(value));
    expect(results.map(({ kind }) => kind)).toEqual(Array.from({ length: count }, () => 'document'));
    expect(results[0]).toMatchObject({ document: { body: BODY, fieldSources: { body: 'json-ld' } } });
  });

  it.each([
    ['no article', { ...CONTEXT, '@type': 'Organization', name: 'X' }, 'NO_ARTICLE'],
    ['no headline', { ...CONTEXT, ...article({ headline: '' }) }, 'NO_HEADLINE'],
    ['no body', { ...CONTEXT, ...article({ articleBody: undefined }) }, 'NO_BODY'],
  ])('is refused with %s', (_, value, reason) => {
    expect(readDocuments(bytes(value))).toMatchObject([{ kind: 'refused', reason }]);
  });

  it('is no JSON-LD without the vocabulary', () => {
    expect(detect(bytes({ '@context': 'https://other.example', '@type': 'NewsArticle' }))).not.toBe(
      'json-ld',
    );
  });
});

it('an author whose name is given in parts has the whole name', () => {
  const author = { '@type': 'Person', givenName: 'Ana', familyName: 'Kolter' };
  const bylines = [{ name: 'Ana Kolter', role: 'author' }];
  expect(readDocuments(bytes({ ...CONTEXT, ...article({ author }) }))).toMatchObject([
    { document: { bylines } },
  ]);
});

it('of the pictures those without words are all kept but for one in several shapes', () => {
  const [a, b] = ['https://haven.example/a.jpg', 'https://haven.example/b.jpg'];
  const urlsOf = (image: unknown) => {
    const [result] = readDocuments(bytes({ ...CONTEXT, ...article({ image }) }));
    return result?.kind === 'document' ? result.document.images.map(({ url }) => url) : null;
  };
  expect(urlsOf([a, b])).toEqual([a]);
  expect(urlsOf([a, b].map((url) => ({ '@type': 'ImageObject', url, width: 1200 })))).toEqual([a]);
  expect(urlsOf([a, b].map((contentUrl) => ({ '@type': 'ImageObject', contentUrl })))).toEqual([a, b]);
});

it('the page that an article is on is nothing that it belongs to', () => {
  const url = 'https://haven.example/ferry';
  const isPartOf = [
    { '@type': 'WebPage', '@id': `${url}/` },
    { '@type': 'CreativeWork', url: 'https://haven.example/series', name: 'The river' },
  ];
  const [result] = readDocuments(bytes({ ...CONTEXT, ...article({ url, isPartOf }) }));
  expect(result).toMatchObject({ document: { associations: [{ headline: 'The river' }] } });
});

describe('parseBlock', () => {
  it.each([
    ['trailing commas', '{"a": [1, 2,], }', { a: [1, 2] }],
    ['comments', '{"a": 1 /* one */, // two\n "b": 2}', { a: 1, b: 2 }],
    ['raw line breaks', '{"a": "one\ntwo"}', { a: 'one\ntwo' }],
    ['control characters', '{"a": "one\u0003two"}', { a: 'one two' }],
    ['entities for quotes', '{&quot;a&quot;: &quot;b&quot;}', { a: 'b' }],
    ['CDATA', '//<![CDATA[\n{"a": 1}\n//]]>', { a: 1 }],
    ['a comment of HTML', '<!-- {"a": 1} -->', { a: 1 }],
    ['a statement', '{"a": 1};', { a: 1 }],
  ])('mends %s', (_, block, value) => {
    expect(parseBlock(block)).toEqual(value);
  });

  it.each(['', 'null', '"text"', 'var a = 1;', '<p>{}</p>'])('drops %s', (block) => {
    expect(parseBlock(block)).toBeUndefined();
  });
});

describe('authorNames', () => {
  it.each([
    ['By Ana Kolter', ['Ana Kolter']],
    ['Ana Kolter and Piers Handel', ['Ana Kolter', 'Piers Handel']],
    ['Ana Kolter, Piers Handel & Lena Ost', ['Ana Kolter', 'Piers Handel', 'Lena Ost']],
    ['Ana Kolter, Health Correspondent', ['Ana Kolter']],
    ['Ana Kolter Jr., Lena Ost, PhD', ['Ana Kolter Jr.', 'Lena Ost, PhD']],
    ['The Associated Valley Press', ['The Associated Valley Press']],
    ['Alexander Sandvik', ['Alexander Sandvik']],
    ['Von Ana Kolter und Piers Handel', ['Ana Kolter', 'Piers Handel']],
    ['Par Ana Kolter', ['Ana Kolter']],
    ['Door Ana van den Kolter', ['Ana van den Kolter']],
    ['Von Kolter', ['Von Kolter']],
    ['admin', []],
    ['https://social.example/ana', []],
    ['@anakolter', []],
    ['ana@haven.example', []],
    ['(Image: Valley Pictures)', []],
  ])('%s', (line, names) => {
    expect(authorNames(line)).toEqual(names);
  });
});
