import { describe, expect, it } from 'vitest';
import { agencyByline } from '../../../src/ingest/agency/byline.ts';
import { codedUri } from '../../../src/ingest/agency/concept-uri.ts';
import { embargoEnd, momentOf } from '../../../src/ingest/agency/moment.ts';
import { headlineOf, languageTag } from '../../../src/ingest/agency/told.ts';
import { readDocuments } from '../../../src/ingest/detect.ts';

describe('a byline of an agency', () => {
  it.each([
    ['By Ada Renn and Joss d’Areno/Kestrel Wire', ['Ada Renn', 'Joss d’Areno']],
    ['Von Petra Lindqvist, hc', ['Petra Lindqvist']],
    ['Trond Haug, The Rowing Database', ['Trond Haug']],
    ['Orla Venn (Kestrel Wire)', ['Orla Venn']],
    ['Kestrel Images', []],
    ['KW', []],
    ['Staff Reporter', []],
  ])('names the people of %s', (line, names) => {
    expect(agencyByline(line, 'author').map(({ name }) => name)).toEqual(names);
  });
  it('of a picture makes photographers', () => {
    expect(agencyByline('Photo: Mira Solt', 'author')).toEqual([{ name: 'Mira Solt', role: 'photographer' }]);
  });
});

describe('a moment', () => {
  it.each([
    ['2026-03-10T16:05:00+01:00', '2026-03-10T16:05:00+01:00', false],
    ['2026-03-10T16:05Z', '2026-03-10T16:05Z', false],
    ['2026-03-10T16:05:00+0100', '2026-03-10T16:05:00+01:00', false],
    ['2026-03-10T16:05:00', '2026-03-10T16:05:00+01:00', true],
    ['2026-07-10', '2026-07-10T00:00:00+02:00', true],
  ])('%s is read in its zone', (printed, at, zoneAssumed) => {
    expect(momentOf(printed, 'Europe/Oslo')).toEqual({ at, zoneAssumed });
  });
  it.each(['2026-02-30', '0000-01-01', '2026-01-01T25:00:00Z', 'soon', ''])('%s is none', (printed) => {
    expect(momentOf(printed)).toBeNull();
  });
  it('that ends an embargo and cannot be read holds it', () => {
    expect(embargoEnd('Friday noon')).toBe('infinity');
    expect(embargoEnd(null)).toBeNull();
  });
});

it('a code in a vocabulary is one identifier', () => {
  expect(codedUri('http://www.wikidata.org/entity/', 'Q42')).toBe('https://www.wikidata.org/entity/Q42');
  expect(codedUri('http://geo.example', '3196359')).toBe('http://geo.example/3196359');
  expect(codedUri(null, 'medtop:20000341')).toBe('medtop:20000341');
  expect(codedUri('http://a.example/', 'http://b.example/1')).toBe('http://b.example/1');
  expect(codedUri('http://a.example/', null)).toBeNull();
});

it('a language is written as BCP 47 writes it', () => {
  expect(languageTag('nb_no')).toBe('nb-NO');
  expect(languageTag('Norwegian language')).toBeNull();
});

it('the first sentence stands for a headline that is missing', () => {
  expect(headlineOf('The board voted on Tuesday. It was late.\n\nMore.')).toBe('The board voted on Tuesday.');
  expect(headlineOf('x '.repeat(200)).length).toBeLessThanOrEqual(161);
});

describe('the dateline of a NewsML-G2 item', () => {
  const item = (contentMeta: string) => `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:kw:1"
    standard="NewsML-G2" standardversion="2.35" conformance="power" version="1">
    <itemMeta><itemClass qcode="ninat:text"/><versionCreated>2026-04-10T07:00:00Z</versionCreated></itemMeta>
    <contentMeta><headline>The ferry sails again</headline>${contentMeta}</contentMeta>
    <contentSet><inlineData contenttype="text/plain">The first ferry left at dawn.</inlineData></contentSet></newsItem>`;
  it.each([
    ['<dateline>KESTWICK, Nov 24 (Kestrel Wire) -</dateline>', 'KESTWICK'],
    ['<dateline>Kestwick</dateline>', 'Kestwick'],
    ['<dateline>KESTWICK 2026-11-24T06:30:00Z</dateline>', 'KESTWICK'],
    ['<located><name>Orlby</name></located><dateline>KESTWICK</dateline>', 'KESTWICK'],
    ['<located><name>Orlby</name></located>', 'Orlby'],
  ])('is the place that its metadata print: %s', (contentMeta, dateline) => {
    const results = readDocuments(new TextEncoder().encode(item(contentMeta)));
    expect(results).toMatchObject([{ document: { dateline } }]);
  });
});
