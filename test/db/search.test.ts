import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../db/visible.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { addActor, addArticle, addEvent, addQuote } from '../support/searchable.ts';
import { found, searchFor } from '../support/searching.ts';

const EDITOR: Viewer = { seesEmbargoed: true };

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

describe('a search for a name', () => {
  it('puts who bears it first, then texts, then whose names are like it', async () => {
    const like = await addActor(own.db, 'Odo Marvellan');
    const article = await addArticle(own.db, { body: 'Marvell wins.' });
    const few = await addActor(own.db, 'Ana Marvell', { articles: 2 });
    const many = await addActor(own.db, 'Bero Marvell', { articles: 9 });
    expect(await found(own, 'marvell')).toEqual([
      `actor ${many}`,
      `actor ${few}`,
      `article ${article}`,
      `actor ${like}`,
    ]);
  });

  it('finds it mistyped, begun, without accents, in any case and by an alias', async () => {
    const zelnik = await addActor(own.db, 'Volodar Želnikský', { aliases: ['Volo the Elder'] });
    for (const words of [
      'zelniksky',
      'ŽELNIKSKÝ',
      'zelnksky',
      'zelnisky',
      'zeln',
      'volo the elder',
      'volodar zelnikski',
    ]) {
      expect(await found(own, words, { types: ['person'] }), words).toContain(`actor ${zelnik}`);
    }
    expect(await found(own, 'drannick', { types: ['person'] })).not.toContain(`actor ${zelnik}`);
  });

  it('tells people from organizations', async () => {
    const guild = await addActor(own.db, 'Guild of Pilots', { kind: 'organization' });
    expect(await found(own, 'guild of pilots', { types: ['organization'] })).toEqual([`actor ${guild}`]);
    expect(await found(own, 'guild of pilots', { types: ['person'] })).toEqual([]);
  });

  it('passes over the signs of the syntax and what is left out', async () => {
    const tam = await addActor(own.db, 'Tam Quillivan');
    expect(await found(own, '"Tam Quillivan" -Ana -"the harbour"')).toEqual([`actor ${tam}`]);
  });
});

describe('a search for words', () => {
  it('finds other forms of them in the language of each text', async () => {
    const english = await addArticle(own.db, { headline: 'Lanterns glow' });
    const german = await addArticle(own.db, { headline: 'Die Häuser der Stadt', language: 'de-AT' });
    expect(await found(own, 'lantern')).toEqual([`article ${english}`]);
    expect(await found(own, 'hauses')).toEqual([`article ${german}`]);
    expect(await found(own, 'hauses', { language: 'de' })).toEqual([`article ${german}`]);
    expect(await found(own, 'hauses', { language: 'en' })).toEqual([]);
  });

  it('keeps to the texts whose tag begins with the one that is wanted', async () => {
    const british = await addArticle(own.db, { headline: 'Tollgates', language: 'en-GB' });
    const plain = await addArticle(own.db, { headline: 'Tollgates', language: 'en' });
    // "en-g" is the beginning of its letters, not of its subtags.
    const inLanguage = async (language: string) => (await found(own, 'tollgate', { language })).sort();
    expect(await inLanguage('en')).toEqual([`article ${british}`, `article ${plain}`].sort());
    expect(await inLanguage('en-gb')).toEqual([`article ${british}`]);
    expect(await inLanguage('en-g')).toEqual([]);
    expect(await inLanguage('en-gb-oed')).toEqual([]);
  });

  it('takes exact words, alternatives and what to leave out', async () => {
    const first = await addArticle(own.db, {
      body: 'The copper bell rang.',
      listedAt: '2026-01-02 00:00:00+00',
    });
    const second = await addArticle(own.db, {
      body: 'A bell of copper hung.',
      listedAt: '2026-01-01 00:00:00+00',
    });
    expect(await found(own, 'copper bell')).toEqual([`article ${first}`, `article ${second}`]);
    expect(await found(own, '"copper bell"')).toEqual([`article ${first}`]);
    expect(await found(own, 'copper -rang')).toEqual([`article ${second}`]);
    expect(await found(own, 'rang or hung')).toEqual([`article ${first}`, `article ${second}`]);
  });

  it('finds them beside typographic marks and emoji, and takes such marks as plain ones', async () => {
    const article = await addArticle(own.db, { body: '“Gossamer!” — said the guild’s 😀weaver…' });
    for (const words of [
      'gossamer',
      'guild',
      'weaver',
      '“gossamer said”',
      'guild’s',
      '«gossamer» -“weaver guild”',
    ]) {
      expect(await found(own, words, { types: ['article'] }), words).toEqual([`article ${article}`]);
    }
    expect(await found(own, '“said gossamer”')).toEqual([]);
  });

  it('leaves nothing out in one language that another language only says it would', async () => {
    const kept = await addArticle(own.db, { body: 'A thimble maker.', language: 'fr' });
    await addArticle(own.db, { body: 'Thimble makers.', language: 'en' });
    expect(await found(own, 'thimble -makers')).toEqual([`article ${kept}`]);
  });

  it('finds articles, their quotes and events in the order of time', async () => {
    const event = await addEvent(own.db, 'Orrery summit', { place: 'Velm', day: '2026-01-03' });
    const article = await addArticle(own.db, { body: 'orrery', listedAt: '2026-01-02 09:00:00.000002+00' });
    const older = await addArticle(own.db, { body: 'orrery', listedAt: '2026-01-02 09:00:00.000001+00' });
    const quote = await addQuote(own.db, article, 'An orrery!');
    expect(await found(own, 'orrery')).toEqual([
      `event ${event}`,
      `article ${article}`,
      `quote ${quote}`,
      `article ${older}`,
    ]);
    expect(await found(own, 'orrery velm')).toEqual([`event ${event}`]);
  });

  it('finds nothing where there is no word to look for', async () => {
    for (const words of [
      '',
      ' ',
      '"',
      '""',
      '-bell',
      '-"copper bell"',
      '& | ! ()',
      'with',
      'or',
      "'",
      '\\',
      ':*',
      '<->',
    ]) {
      expect(await found(own, words), words).toEqual([]);
      expect(await (await searchFor(own, words)).count()).toBe(0);
    }
  });

  it('answers whatever readers type', async () => {
    const typed = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.replaceAll('\0', ''));
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        expect(await found(own, words)).toBeInstanceOf(Array);
      }),
      { numRuns: 100 },
    );
    const signs = fc.array(
      fc.constantFrom(
        '-',
        ' ',
        '"',
        '&',
        '!',
        '(',
        ')',
        '|',
        ':',
        '*',
        "'",
        '\\',
        '<',
        '\u0085',
        '\u00a0',
        'a',
        ' or ',
        '-"',
      ),
      { maxLength: 150 },
    );
    await fc.assert(
      fc.asyncProperty(signs, async (words) => {
        expect(await found(own, words.join(''))).toBeInstanceOf(Array);
      }),
      { numRuns: 100 },
    );
    for (const sign of ['⑽', '漢', '😀', '"a ', '- ', 'a&']) {
      expect(await found(own, sign.repeat(300 / sign.length))).toBeInstanceOf(Array);
    }
  });
});

describe('what may be seen', () => {
  it('is all that a search finds', async () => {
    await addArticle(own.db, { body: 'vellichor', visibility: 0 });
    const embargoed = await addArticle(own.db, { body: 'vellichor', visibility: 1 });
    const quote = await addQuote(own.db, embargoed, 'Vellichor!');
    const onlyThere = await addArticle(own.db, { body: 'vellichors', visibility: 1, language: 'nl' });
    expect(await found(own, 'vellichor')).toEqual([]);
    expect(await found(own, 'vellichor', { viewer: EDITOR })).toEqual([
      `article ${onlyThere}`,
      `article ${embargoed}`,
      `quote ${quote}`,
    ]);
    await addActor(own.db, 'Hidden Vellichor', { articles: 0 });
    expect(await found(own, 'vellichor')).toEqual([]);
  });
});
