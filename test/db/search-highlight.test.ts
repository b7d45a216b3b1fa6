import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HitKey, highlightsOf } from '../../db/search-highlight.ts';
import { readingsOf } from '../../db/search-question.ts';
import { reader, type TestDatabase, testDatabase } from '../support/database.ts';
import { addActor, addArticle, addEvent, addQuote } from '../support/searchable.ts';

let own: TestDatabase;
/** Postgres 15 takes no mathematical letter for a plain one. */
let foldsLetters: boolean;
beforeAll(async () => {
  own = await testDatabase();
  const { rows } = await own.pool.query(`select public.fold('𝒻') = 'f' as folds`);
  foldsLetters = rows[0].folds;
});
afterAll(() => own.close());

async function highlights(words: string, ...hits: HitKey[]) {
  const question = { words, language: null };
  return highlightsOf(reader(own), question, await readingsOf(reader(own), question), hits);
}

const MATHEMATICAL = '𝒻erry';
const FORMS = [MATHEMATICAL, 'ferry', 'Ferries', 'FERRY', 'Férry', 'fe\u0301rry'];
/** Whatever a text may hold that could shift a count of characters, or be taken for a mark. */
const REST = [
  '😀',
  '👩‍👩‍👧',
  '𝔘nter',
  'naïve',
  'ferryman',
  'ﬁn',
  'ß',
  '<b>',
  '</i>',
  '<ferret',
  '&amp;',
  '&lt;b&gt;',
  '\u0001',
  '\u0002',
  '\u0001x\u0002',
  'a.b',
  'x@y.example',
  'https://y.example/a?b=c',
  '1.5e3',
  'well-known',
  'Ωmega',
  '渡船',
  'e\u0301te\u0301',
  '—',
  '“',
  '"',
  "'",
  '\\',
  '\u00a0',
];
const GAPS = [' ', '\n\n', ', ', ' — ', '—', '. ', '” “', '… ', '!” ', '’s ‘', '😀', '🇪🇺', '\u00a0'];
const texts = fc
  .array(fc.tuple(fc.constantFrom(...FORMS, ...REST), fc.constantFrom(...GAPS)), {
    minLength: 1,
    maxLength: 30,
  })
  .map((pieces) => pieces.flat());

/** Where the forms of the word stand, counted by hand. */
function placesOf(pieces: readonly string[]) {
  let at = 0;
  return pieces.flatMap((piece) => {
    const start = at;
    at += piece.length;
    const marked = FORMS.includes(piece) && (foldsLetters || piece !== MATHEMATICAL);
    return marked ? [{ start, end: at }] : [];
  });
}

describe('highlights', () => {
  it('are exactly the places of the words, in UTF-16, whatever else the text holds', async () => {
    await addArticle(own.db, { body: 'So that English is among the languages.' });
    const run = fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 8 }), async (bodies) => {
      const hits: HitKey[] = [];
      for (const body of bodies) {
        hits.push({ noun: 'article', id: await addArticle(own.db, { body: body.join('') }) });
      }
      const marked = await highlights('ferry', ...hits);
      expect(marked.map((fields) => fields.flatMap(({ spans }) => spans))).toEqual(bodies.map(placesOf));
    });
    await fc.assert(run, { numRuns: 60 });
  });

  it('tell the fields apart and leave out those without a word', async () => {
    const article = await addArticle(own.db, {
      headline: 'Copper found',
      standfirst: 'In the hills',
      body: 'The bell is of copper.',
    });
    const quote = await addQuote(own.db, article, 'Coppers!');
    const event = await addEvent(own.db, 'Copper fair', { place: 'Copperdale' });
    expect(
      await highlights(
        'copper',
        { noun: 'article', id: article },
        { noun: 'event', id: event },
        { noun: 'quote', id: quote },
      ),
    ).toEqual([
      [
        { field: 'headline', spans: [{ start: 0, end: 6 }] },
        { field: 'body', spans: [{ start: 15, end: 21 }] },
      ],
      [{ field: 'name', spans: [{ start: 0, end: 6 }] }],
      [{ field: 'text', spans: [{ start: 0, end: 7 }] }],
    ]);
  });

  it('mark the words of a name that are like those looked for', async () => {
    const id = await addActor(own.db, '𝒟r Volodar Želnikský-Brandt');
    const [fields] = await highlights('zelniksky', { noun: 'actor', id });
    expect(fields).toEqual([{ field: 'name', spans: [{ start: 12, end: 21 }] }]);
    expect('𝒟r Volodar Želnikský-Brandt'.slice(12, 21)).toBe('Želnikský');
    expect(await highlights('zelnksky', { noun: 'actor', id })).toEqual([fields]);
    expect(await highlights('nobody', { noun: 'actor', id })).toEqual([[]]);
  });

  it('go by the language of the row', async () => {
    const id = await addArticle(own.db, { headline: 'Die Häuser', language: 'de' });
    expect(await highlights('hauses', { noun: 'article', id })).toEqual([
      [{ field: 'headline', spans: [{ start: 4, end: 10 }] }],
    ]);
  });

  it('of what may not be seen are none', async () => {
    const id = await addArticle(own.db, { headline: 'Copper', visibility: 1 });
    expect(await highlights('copper', { noun: 'article', id })).toEqual([[]]);
  });

  it('take one statement for everything on a page', async () => {
    const article = await addArticle(own.db, { headline: 'Copper' });
    const quote = await addQuote(own.db, article, 'Copper');
    const actor = await addActor(own.db, 'Copper Hill');
    const question = { words: 'copper', language: null };
    const readings = await readingsOf(reader(own), question);
    own.statements.length = 0;
    const hits = [
      { noun: 'actor', id: actor },
      { noun: 'article', id: article },
      { noun: 'quote', id: quote },
    ] as const;
    expect(await highlightsOf(reader(own), question, readings, hits)).toHaveLength(3);
    expect(own.statements).toHaveLength(1);
  });
});
