import { describe, expect, it } from 'vitest';
import { detect } from '../../../src/ingest/detect.ts';

const formatOf = (text: string) => detect(new TextEncoder().encode(text));
const json = (value: unknown) => formatOf(JSON.stringify(value));

describe('a ninjs item', () => {
  it.each([
    ['a URI and nothing else', { uri: 'urn:example:1' }],
    [
      'no URI, but properties that only ninjs has',
      { headlines: [{ value: 'x' }], versionCreated: '2026-01-01' },
    ],
    ['the name of its standard', { standard: { name: 'ninjs', version: '3.0' }, title: 'x' }],
    ['a list of items', [{ uri: 'urn:example:1' }, { uri: 'urn:example:2' }]],
    ['a page of items', { total: 1, _items: [{ uri: 'urn:example:1' }] }],
  ])('is told by %s', (_, value) => {
    expect(json(value)).toBe('ninjs');
  });

  it('is told where it is no JSON any more', () => {
    expect(formatOf('{"uri": "urn:example:1", "headline": "broken')).toBe('ninjs');
  });

  it.each([
    ['JSON-LD', { '@context': 'https://schema.org', '@type': 'NewsArticle', uri: 'x', headline: 'x' }],
    [
      'a JSON feed',
      { version: 'https://jsonfeed.org/version/1.1', title: 'x', items: [{ id: '1', uri: 'u' }] },
    ],
    ['an article of our own', { headline: 'x', body: 'y', guid: 'z' }],
    ['a retraction of our own', { retracted: { guid: 'z' } }],
    ['any list', [{ a: 1 }, { b: 2 }]],
    ['an object that says nothing', {}],
    ['a list of other pages', { items: [{ name: 'x' }] }],
  ])('is not %s', (_, value) => {
    expect(json(value)).not.toBe('ninjs');
  });
});

describe('a NewsML-G2 item', () => {
  it.each([
    ['a prefix', '<nar:newsItem xmlns:nar="http://iptc.org/std/nar/2006-10-01/"/>'],
    ['a declaration and comments', '<?xml version="1.0"?>\n<!-- <rss> --><packageItem/>'],
    ['a document type', '<!DOCTYPE newsMessage [<!ENTITY a "b">]><newsMessage/>'],
  ])('is told by its root, behind %s', (_, text) => {
    expect(formatOf(text)).toBe('newsml-g2');
  });

  it.each(['<rss version="2.0"><channel/></rss>', '<NewsML Version="1.2"/>', '<html><p>newsItem</p></html>'])(
    'is not %s',
    (text) => {
      expect(formatOf(text)).not.toBe('newsml-g2');
    },
  );
});
