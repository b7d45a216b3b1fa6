import { describe, expect, it } from 'vitest';
import type { NewsDocument } from '../../../src/ingest/document.ts';
import { readText } from '../../../src/ingest/scraped/read-text.ts';

const BODY =
  'The mayor of Sarnby, Tabitha Wrenfield, opened the new bridge on Monday.\n\nNobody crossed it, and the mayor went home.';
const HEADLINE = 'Sarnby bridge opens to nobody at all';

function read(head: string): NewsDocument {
  const result = readText(`${head}\n\n${BODY}`);
  if (result.kind === 'refused') throw new Error(result.message);
  return result.document;
}

const WIRE = { headline: HEADLINE, publisher: 'Kestrel Wire', body: BODY };
const MAY = { publishedAt: '2026-05-07T20:40:00-04:00', publishedZoneAssumed: false };
const ANNA = { bylines: [{ name: 'Anna Karst', role: 'author' }] };

describe('the head of a scraped article', () => {
  it.each([
    ['Kestrel Wire\n3 min read\nMay 7, 2026 8:40 PM EDT', { ...WIRE, ...MAY }],
    ['Kestrel Wire\nSome label nobody knows\nMay 7, 2026 8:40 PM EDT', { ...WIRE, ...MAY, standfirst: null }],
    ['Kestrel Wire\nUpdated 2 hours ago\nMay 7, 2026 8:40 PM EDT', { ...WIRE, ...MAY }],
    ['By Anna Karst\nKestrel Wire\nUpdated 2 hours ago', { ...WIRE, ...ANNA, publishedAt: null }],
    ['By Anna Karst of the Kestrel Wire', { ...WIRE, ...ANNA }],
    ['Published by Kestrel Wire\nMay 7, 2026 8:40 PM EDT', { ...WIRE, ...MAY }],
    ['By Anna Karst, Kestrel Wire', { ...WIRE, ...ANNA }],
    ['By Anna Karst, Kestrel Wire\nMay 7, 2026 8:40 PM EDT', { ...WIRE, ...ANNA, ...MAY }],
    ['By Anna Karst | Kestrel Wire | May 7, 2026 8:40 PM EDT', { ...WIRE, ...ANNA, ...MAY }],
    ['Anna Karst | Kestrel Wire | May 7, 2026 8:40 PM EDT', { ...WIRE, ...ANNA, ...MAY }],
    ['Kestrel Wire · 3 min read · May 7, 2026 · 8:40 PM EDT', { ...WIRE, ...MAY }],
    ['By Anna Karst May 7, 2026 8:40 PM EDT\nKestrel Wire', { ...WIRE, ...ANNA, ...MAY }],
    ['By Anna Karst\nMay 7, 2026\n8:40 PM EDT\nKestrel Wire', { ...WIRE, ...ANNA, ...MAY }],
    [
      'By Anna Karst\nPolitical Editor\nKestrel Wire\nPublished: May 7, 2026, 8:40 p.m. EDT',
      { ...WIRE, ...ANNA, ...MAY },
    ],
    ['Anna Karst\nKestrel Wire\nMay 7, 2026 8:40 PM EDT', { ...WIRE, ...ANNA, ...MAY }],
    [
      'Listen to this article\n12 comments\nShare full article\nKestrel Wire\nListen (4 min)\nMay 7, 2026 8:40 PM EDT\nComments (12)\n3-minute read',
      { ...WIRE, ...MAY },
    ],
    [
      'Politics\nKestrel Wire\nMay 7, 2026 8:40 PM EDT',
      { ...WIRE, ...MAY, section: 'Politics', standfirst: null },
    ],
    [
      'URL: https://kestrel-wire.example/a/1\nKestrel Wire\nMay 7, 2026 8:40 PM EDT',
      { ...WIRE, ...MAY, url: 'https://kestrel-wire.example/a/1' },
    ],
    [
      'Kestrel Wire\nMay 7, 2026 8:40 PM EDT\nSource: https://kestrel-wire.example/a/1',
      { ...WIRE, ...MAY, url: 'https://kestrel-wire.example/a/1' },
    ],
    [
      'It cost nine million, and the ferry is faster.\n\nBy Anna Karst\nKestrel Wire\nMay 7, 2026 8:40 PM EDT',
      { ...WIRE, ...ANNA, ...MAY, standfirst: 'It cost nine million, and the ferry is faster.' },
    ],
  ])('is read below the headline (%#)', (head, wanted) => {
    expect(read(`${HEADLINE}\n\n${head}`)).toMatchObject(wanted);
  });

  it.each([
    ['POLITICS', { section: 'POLITICS' }],
    ['News > Politics', { section: 'Politics' }],
    ['HARBOUR TRIAL', { section: 'HARBOUR TRIAL' }],
    ['Canonical: https://kestrel-wire.example/a/1', { url: 'https://kestrel-wire.example/a/1' }],
    [
      'https://kestrel-wire.example/a/1\nPOLITICS',
      { url: 'https://kestrel-wire.example/a/1', section: 'POLITICS' },
    ],
    ['Kestrel Wire', {}],
    ['3 min read', {}],
  ])('is read above the headline: %s', (above, wanted) => {
    const head = `${above}\n\n${HEADLINE}\n\nBy Anna Karst\nKestrel Wire\nMay 7, 2026 8:40 PM EDT`;
    expect(read(head)).toMatchObject({ ...WIRE, ...ANNA, ...MAY, ...wanted });
  });

  it.each([
    ['Tuesday, 3 March 2026 14.05', '2026-03-03T14:05:00Z', true],
    ['2026-03-03 14:05', '2026-03-03T14:05:00Z', true],
    ['2026-03-03', '2026-03-03T00:00:00Z', true],
    ['March 3, 2026', '2026-03-03T00:00:00Z', true],
    ['Published: 3 March 2026', '2026-03-03T00:00:00Z', true],
    ['2026-03-03T14:05:00Z', '2026-03-03T14:05:00Z', false],
    ['3 March 2026 14:05 CET', '2026-03-03T14:05:00+01:00', false],
    ['3 March 2026 at 14:05 GMT+2', '2026-03-03T14:05:00+02:00', false],
    ['03.03.2026, 14:05', '2026-03-03T14:05:00Z', true],
    ['Mar 3, 2026, 2 p.m. ET', '2026-03-03T14:00:00-05:00', false],
    ['14:05 GMT, Tuesday 3 March 2026', '2026-03-03T14:05:00Z', false],
  ])('prints its time as %s', (line, publishedAt, publishedZoneAssumed) => {
    expect(read(`${HEADLINE}\nKestrel Wire\n${line}`)).toMatchObject({
      ...WIRE,
      publishedAt,
      publishedZoneAssumed,
    });
  });

  it.each([
    'Published May 7, 2026 8:40 PM EDT Updated May 8, 2026 9:00 AM EDT',
    'Updated May 8, 2026 9:00 AM EDT | Published May 7, 2026 8:40 PM EDT',
    'May 7, 2026 8:40 PM EDT (updated May 8, 2026 9:00 AM EDT)',
    'Last updated: May 8, 2026 9:00 AM EDT\nFirst published: May 7, 2026 8:40 PM EDT',
  ])('tells publication from update: %s', (line) => {
    const document = read(`${HEADLINE}\nKestrel Wire\n${line}`);
    expect(document).toMatchObject({ ...WIRE, ...MAY, modifiedAt: '2026-05-08T09:00:00-04:00' });
  });

  it('takes a heading of the body for no second outlet', () => {
    const document = read(`${HEADLINE}\nKestrel Wire\nMay 7, 2026 8:40 PM EDT\n\nThe First Morning`);
    expect(document).toMatchObject({ publisher: 'Kestrel Wire', body: `The First Morning\n\n${BODY}` });
  });

  it('takes a headline that ends like an outlet for a headline', () => {
    const head =
      'Mayor Resigns Today\nThe council meets on Friday to choose another one\nKestrel Wire\nMay 7, 2026';
    expect(read(head)).toMatchObject({ headline: 'Mayor Resigns Today', publisher: 'Kestrel Wire' });
  });

  it('takes a headline of capitalised words for no outlet', () => {
    const document = read('Mayor Resigns\n\nBy Anna Karst\nKestrel Wire\nMay 7, 2026 8:40 PM EDT');
    expect(document).toMatchObject({ ...WIRE, ...ANNA, ...MAY, headline: 'Mayor Resigns' });
  });

  it('takes no paragraph of the body, however short', () => {
    const paragraphs = [
      'Nobody came.',
      'Two days later, 3 March 2026 was declared a day of rest.',
      'Why?',
      'The Sarnby Clarion',
      'Source of the river: the Kessary gorge.',
    ];
    expect(
      read(`${HEADLINE}\nKestrel Wire\nMay 7, 2026 8:40 PM EDT\n\n${paragraphs.join('\n\n')}`).body,
    ).toBe(`${paragraphs.join('\n\n')}\n\n${BODY}`);
  });

  it('takes the labelled address below the article', () => {
    const document = read(
      `${HEADLINE}\n\n${BODY.replace('Nobody', 'No one')}\n\nSource: https://kestrel-wire.example/a/1`,
    );
    expect(document.url).toBe('https://kestrel-wire.example/a/1');
    expect(document.body).not.toContain('https://');
  });
});
