import { describe, expect, it } from 'vitest';
import { expiryOf } from '../../src/expiry.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('when a key ends', () => {
  it.each([
    ['90d', '2027-02-23T12:00:00.000Z'],
    ['12h', '2026-11-26T00:00:00.000Z'],
    ['2w', '2026-12-09T12:00:00.000Z'],
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['2027-01-31T10:00:00+02:00', '2027-01-31T08:00:00.000Z'],
    ['never', null],
  ])('is told by %s', (text, moment) => expect(expiryOf(text, NOW)).toBe(moment));

  it.each([
    '',
    '0d',
    '-1d',
    '90',
    '90 days',
    '2026-11-25',
    '2020-01-01',
    '2027-02-29',
    '2027-13-01',
    '999999w',
    'soon',
  ])('is not told by %j', (text) =>
    expect(expiryOf(text, NOW)).toMatchObject({ wanted: expect.stringContaining('90d') }),
  );
});
