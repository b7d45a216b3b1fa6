import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, isAmpUrl, urlKey } from '../../db/url.ts';

const webUrl = fc.webUrl({ withQueryParameters: true, withFragments: true });

describe('an address as it is shown', () => {
  it('keeps its query as it was written', () => {
    expect(canonicalUrl('https://orsk.example/a?q=a%20b&&x=%7E+1&utm_medium=rss')).toBe(
      'https://orsk.example/a?q=a%20b&x=%7E+1',
    );
    expect(canonicalUrl('https://orsk.example/a?ref=7&source=2')).toBe(
      'https://orsk.example/a?ref=7&source=2',
    );
  });

  it('keeps a place that stands behind the fragment sign', () => {
    expect(canonicalUrl('https://orsk.example/#!/story/7')).toBe('https://orsk.example/#!/story/7');
    expect(canonicalUrl('https://orsk.example/a#comments')).toBe('https://orsk.example/a');
  });
});

describe('the key of an address', () => {
  const key = 'orsk.example/news/story?id=7';

  it.each([
    'https://orsk.example/news/story?id=7',
    'http://orsk.example:80/news/story/?id=7#top',
    'https://www.orsk.example./news/story?id=7&utm_source=x&fbclid=y',
    'https://m.orsk.example/news/story?&id=7',
    'https://amp.orsk.example/news/story?id=7&amp_js_v=0.1&usqp=mq331',
    'https://www.orsk.example/news/story/amp?id=7',
    'https://www.orsk.example/news/story/amp/?id=7&outputType=amp',
    'https://www.orsk.example/amp/news/story?id=7',
    'https://orsk.example/news/story?amp=1&id=7',
    'https://orsk.example/news/story?amp&id=%37',
    'https://orsk.example/news/%73tory.amp?id=7',
    'https://www-orsk-example.cdn.ampproject.org/c/s/www.orsk.example/news/story/amp?id=7',
    'https://www-orsk-example.cdn.ampproject.org/v/s/www.orsk.example/news/story?id=7&amp_gsa=1',
    'https://www.google.com/amp/s/www.orsk.example/news/story?id=7',
  ])('is one for %s', (url) => {
    expect(urlKey(url)).toBe(key);
  });

  it.each([
    'https://orsk.example/news/story?id=8',
    'https://orsk.example/news/story',
    'https://orsk.example/news/Story?id=7',
    'https://orsk.example/news/story?ID=7',
    'https://orsk.example/news/story?id=7&page=2',
    'https://orsk.example:8080/news/story?id=7',
    'https://sport.orsk.example/news/story?id=7',
    'https://orsk.example/news/amplified/story?id=7',
    'https://orsk.example/news/story?id=7#!/2',
    'https://orsk.example/news/story?id=7&amp=3',
    'https://orsk.example/news%2Fstory?id=7',
  ])('is another for %s', (url) => {
    expect(urlKey(url)).not.toBe(key);
    expect(urlKey(url)).not.toBeNull();
  });

  it('is none for the front page of a site, and for what is no web address', () => {
    for (const url of [
      'https://orsk.example',
      'https://www.orsk.example/?utm_source=x',
      'https://orsk.example/amp',
    ]) {
      expect(urlKey(url)).toBeNull();
    }
    expect(['mailto:a@b.example', '/story', ''].map(urlKey)).toEqual([null, null, null]);
    expect(urlKey('https://orsk.example/?p=17')).toBe('orsk.example?p=17');
  });

  it('is the same when it is made of itself or of the address that is shown, and never longer', () => {
    fc.assert(
      fc.property(webUrl, (url) => {
        const shown = canonicalUrl(url)!;
        const key = urlKey(url);
        expect(urlKey(shown)).toBe(key);
        if (key === null) return;
        expect(urlKey(`https://${key}`)).toBe(key);
        expect(key.length).toBeLessThanOrEqual(shown.length);
      }),
      { numRuns: 500 },
    );
  });

  it('tells apart what differs in a part of its own', () => {
    const name = fc.stringMatching(/^[a-z]{3,8}$/).filter((part) => part !== 'amp');
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 3 }),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        (a, b) => {
          const of = (parts: string[]) => urlKey(`https://orsk.example/${parts.join('/')}`);
          expect(of(a) === of(b)).toBe(a.join('/') === b.join('/'));
          const asked = (parts: string[]) => urlKey(`https://orsk.example/story?id=${parts.join('+')}`);
          expect(asked(a) === asked(b)).toBe(a.join() === b.join());
        },
      ),
    );
  });
});

describe('an AMP page', () => {
  it('is told by its address', () => {
    const amp = ['https://amp.orsk.example/a', 'https://orsk.example/a/amp/', 'https://orsk.example/a?amp=1'];
    expect(amp.map(isAmpUrl)).toEqual([true, true, true]);
    expect(['https://orsk.example/a/', 'https://camp.example/lamp?amps=1'].map(isAmpUrl)).toEqual([
      false,
      false,
    ]);
  });
});
