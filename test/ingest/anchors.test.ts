import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const PEOPLE = ['Ada Brisk', 'Mirel Tovan'];
const SAID = ['We will open the gates', 'Nobody asked the crews', 'It is not so, and never was'];
/** The same words in other marks, blanks and case. */
const FORMS = [
  (words: string) => words,
  (words: string) => words.toUpperCase(),
  (words: string) => words.replaceAll(' ', '\u00a0').replace(',', ' –'),
];
const told = {
  people: PEOPLE,
  quotes: SAID.flatMap((words, i) =>
    FORMS.map((form) => ({ text: form(words), by: [PEOPLE[i % 2] as string] })),
  ),
};

type Piece = { readonly kind: 'said' | 'named' | 'filler'; readonly of: number; readonly form: number };
const piece: fc.Arbitrary<Piece> = fc.record({
  kind: fc.constantFrom('said' as const, 'named' as const, 'filler' as const),
  of: fc.nat({ max: 2 }),
  form: fc.nat({ max: 2 }),
});
/** No quote twice: which of two equal ones went is nobody's to say. */
const pieces = fc.uniqueArray(piece, {
  minLength: 1,
  maxLength: 8,
  selector: ({ kind, of, form }) =>
    kind === 'said' ? `said ${of}` : `${kind} ${of} ${form} ${Math.random()}`,
});

function written(all: readonly Piece[]): string {
  const words = all.map(({ kind, of, form }, i) => {
    if (kind === 'said') return `“${FORMS[form]!(SAID[of]!)}.”`;
    return kind === 'named'
      ? `Then ${PEOPLE[of % 2]} left.`
      : `The water ${'rose '.repeat(form + 1)}${i}. 😀`;
  });
  return words.join(all.length % 2 ? ' ' : '\n\n');
}

const saidIn = (all: readonly Piece[]) =>
  new Set(all.filter(({ kind }) => kind === 'said').map(({ of }) => of));
let stories = 0;

describe('from one version of a text to the next', () => {
  it('what both say keeps its id, what is gone is marked, and every place cuts its words out of the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 2, maxLength: 3 }), async (versions) => {
        const url = `https://orsk.example/story/${stories++}`;
        let former: { readonly ids: Map<number, string>; readonly said: Set<number> } | null = null;
        let number = 0;
        for (const all of versions) {
          const body = written(all);
          const result = await ingestDocument(own.db, documentOf({ url, headline: 'Story', body }), {
            extractor: extractorOf(told),
          });
          if (result.kind === 'refused') throw new Error(result.message);
          if (result.kind === 'unchanged') continue;
          number++;
          const ids = await standing(result.articleId, body, number);
          const said = saidIn(all);
          expect([...ids.keys()].sort()).toEqual([...said].sort());
          for (const of of said) if (former?.said.has(of)) expect(ids.get(of)).toBe(former.ids.get(of));
          former = { ids, said };
        }
      }),
      { numRuns: 12 },
    );
  });
});

/** The quotes that stand, by what they say; checks every place on the way. */
async function standing(articleId: string, body: string, version: number): Promise<Map<number, string>> {
  const named = await rowsOf('mention', 'surface', articleId);
  const said = await rowsOf('quote', 'text', articleId);
  for (const row of [...named, ...said]) {
    expect(body.slice(row.start, row.end)).toBe(row.words);
    expect(row.version).toBe(version);
  }
  expect(named).toHaveLength(PEOPLE.reduce((count, name) => count + body.split(name).length - 1, 0));
  return new Map(said.map(({ id, words }) => [SAID.findIndex((each) => folded(each) === folded(words)), id]));
}

const folded = (words: string) =>
  words
    .toLowerCase()
    .match(/\p{L}+/gu)
    ?.join(' ');

async function rowsOf(table: 'mention' | 'quote', column: string, articleId: string) {
  const span = table === 'mention' ? 'span' : 'spans';
  const { rows } = await own.pool.query<{
    id: string;
    words: string;
    start: number;
    end: number;
    version: number;
  }>(
    `select id, ${column} as words, lower(${span}) as start, upper(${span}) as end, version from ${table}
     where article_id = $1 and visibility = 2`,
    [articleId],
  );
  return rows;
}
