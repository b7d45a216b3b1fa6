import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl } from '../../db/url.ts';
import { contentHash, identityOf } from '../../src/ingest/identity.ts';
import { storable } from '../../src/ingest/store/storable.ts';
import { documentOf } from '../support/told.ts';

describe('a canonical address', () => {
  it('has neither fragment, password nor counting tags, and keeps what tells articles apart', () => {
    expect(canonicalUrl('HTTPS://me:pw@Orsk.Example/a?id=7&utm_source=x&fbclid=y#top')).toBe(
      'https://orsk.example/a?id=7',
    );
  });

  it('is the same when it is made again', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url)!;
        expect(canonicalUrl(once)).toBe(once);
      }),
    );
  });

  it('is null for what is no web address', () => {
    expect(['mailto:a@b.example', 'javascript:alert(1)', '/story', ''].map(canonicalUrl)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('the identity of a text without address and guid', () => {
  const guid = (given: object) =>
    identityOf(documentOf({ body: 'One.\n\nTwo.', headline: 'Gates open', ...given })).guid;

  it('is publisher, headline and moment, however they are typed', () => {
    expect(guid({ headline: 'GATES  open', publishedAt: '2026-03-04T10:30:00+01:00' })).toBe(guid({}));
    expect(guid({ body: 'Other words.' })).toBe(guid({}));
    expect(
      new Set([
        guid({}),
        guid({ publisher: 'Other' }),
        guid({ headline: 'Gates' }),
        guid({ publishedAt: '2026-03-04T09:31:00Z' }),
      ]).size,
    ).toBe(4);
  });

  it('does not change when the zone of its printed time is learned', () => {
    const printed = { publishedZoneAssumed: true };
    expect(guid({ ...printed, publishedAt: '2026-03-04T09:30:00+01:00' })).toBe(
      guid({ ...printed, publishedAt: '2026-03-04T09:30:00Z' }),
    );
  });

  it('rests on the first paragraph where no time is printed', () => {
    expect(guid({ publishedAt: null, body: 'One.\n\nThree.' })).toBe(guid({ publishedAt: null }));
    expect(guid({ publishedAt: null, body: 'Another.\n\nTwo.' })).not.toBe(guid({ publishedAt: null }));
  });

  it('yields to an address and to a guid', () => {
    expect(guid({ url: 'https://orsk.example/a' })).toBeNull();
    expect(guid({ guid: 'g-1' })).toBe('g-1');
  });
});

describe('the hash of the content', () => {
  it('is the same whatever the order of the fields, and another for any other content', () => {
    const document = documentOf({ body: 'One.' });
    expect(contentHash(Object.fromEntries(Object.entries(document).reverse()) as typeof document)).toEqual(
      contentHash(document),
    );
    expect(contentHash({ ...document, corrections: ['It was two.'] })).not.toEqual(contentHash(document));
  });
});

describe('what is stored of a document', () => {
  const refusal = (given: object) => {
    const checked = storable(documentOf({ body: 'One.', ...given }));
    return checked.kind === 'refused' ? `${checked.reason} ${checked.message.split(':')[0]}` : null;
  };

  it.each([
    '0000-06-01T00:00:00Z',
    '0000-12-31T23:00:00-05:00',
    '0001-01-01T00:00+14:00',
    '9999-12-31T23:00:00-05:00',
    '9999-12-31T23:59:59.9999999Z',
    '2026-03-04T09:30:00+16:00',
    '2026-03-04T09:30:00+20:00',
  ])('is no moment that Postgres or a list cannot hold: %s', (publishedAt) => {
    expect(refusal({ publishedAt })).toBe('BAD_FIELD publishedAt');
  });

  it('is the first and the last moment of the calendar, and the widest offset', () => {
    for (const modifiedAt of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '2026-03-04T09:30:00-15:59']) {
      expect(refusal({ modifiedAt })).toBeNull();
    }
  });

  it('is an address that an index holds, in the form in which it is kept', () => {
    expect(refusal({ url: `https://orsk.example/${'水'.repeat(1_900)}` })).toBe('BAD_FIELD url');
    expect(refusal({ url: `https://orsk.example/${'水'.repeat(200)}` })).toBeNull();
  });

  it('is a text that can be read in a moment', () => {
    expect(refusal({ body: 'x'.repeat(500_001) })).toBe('TOO_LARGE body');
  });

  it('is well-formed text, and nothing where the source gives only space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const checked = storable(documentOf({ body: `A ${text}`, standfirst: text }));
        if (checked.kind !== 'document') throw new Error(checked.message);
        const { body, standfirst } = checked.document;
        expect(body.isWellFormed() && !body.includes('\0') && standfirst !== '').toBe(true);
      }),
    );
  });
});
