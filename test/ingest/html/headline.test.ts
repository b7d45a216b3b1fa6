import { describe, expect, it } from 'vitest';
import { preferredHeadline, withoutSiteName } from '../../../src/ingest/html/headline.ts';

describe('withoutSiteName', () => {
  it.each([
    ['Dam vote fails | Haven Courier', 'Haven Courier', null, 'Dam vote fails'],
    ['Dam vote fails - The Haven Courier', 'Haven Courier', null, 'Dam vote fails'],
    ['Dam vote fails – havencourier.example', 'Haven Courier', null, 'Dam vote fails'],
    [
      'Dam vote fails - Local | Havennews.ca',
      'Haven News',
      'Dam vote fails at last',
      'Dam vote fails - Local',
    ],
    ['Ferry ‘stays’ in Sarnby * The Post * by A', null, "Ferry 'stays' in Sarnby", "Ferry 'stays' in Sarnby"],
    ['Ferry talks - what we know', 'Haven Courier', null, 'Ferry talks - what we know'],
    ['Haven Courier', 'Haven Courier', null, 'Haven Courier'],
  ])('%s', (title, publisher, shown, headline) => {
    expect(withoutSiteName(title, publisher, shown)).toBe(headline);
  });
});

describe('preferredHeadline', () => {
  const stated = 'Ferry to Sarnby stays until the bridge is done, council says';
  it.each([
    ['the title for sharing', 'Ferry to Sarnby stays until bridge is done', undefined, 'open-graph'],
    ['the stated one where the other is a teaser', 'The ferry stays', undefined, 'json-ld'],
    [
      'the stated one where the other is cut off',
      'Ferry to Sarnby stays until the bridge…',
      undefined,
      'json-ld',
    ],
    [
      'the stated one where it is shared too',
      'Ferry to Sarnby stays until bridge is done',
      stated,
      'json-ld',
    ],
    ['what there is', undefined, undefined, 'json-ld'],
  ])('takes %s', (_, shared, elsewhere, from) => {
    expect(preferredHeadline(shared, stated, elsewhere)).toBe(from);
  });
});
