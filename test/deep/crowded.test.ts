import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

const CHARS = 120_000;
const SYLLABLES = ['bar', 'kel', 'mo', 'ti', 'ven', 'dra', 'lo', 'su'];
const GIVEN = ['Ada', 'Bren', 'Colm', 'Dora', 'Edvin', 'Greta', 'Helka', 'Ivo', 'Jana', 'Lukas'];

/** No two numbers are called the same. */
function named(number: number): string {
  let name = '';
  for (let rest = number + 8; rest > 0; rest = Math.floor(rest / 8)) name += SYLLABLES[rest % 8];
  return name[0]!.toUpperCase() + name.slice(1);
}

function crowd(paragraph: (i: number) => string): string {
  let text = '';
  for (let i = 0; text.length < CHARS; i++) text += `${paragraph(i)}\n\n`;
  return text;
}

const CROWDS: Record<string, (i: number) => string> = {
  people: (i) =>
    `${GIVEN[i % 10]} ${named(i)}, mayor of ${named(i * 3)}, met ${GIVEN[(i + 1) % 10]} ${named(i + 5)} on Monday.`,
  events: (i) =>
    `The summit in ${named(i)} on ${1 + (i % 28)} March 2026 ended with a vote of the ${named(i)} Council.`,
  'events of one day': (i) =>
    `The vote of the ${named(i)} Council on 3 March 2026 was won by ${GIVEN[i % 10]} ${named(i)}.`,
  quotations: (i) => `“We will not open gate ${named(i)} until the river falls again,” said Ada Barkel.`,
  'one name': () => 'Ada Barkel met Ada Barkel. Ada Barkel met Ada Barkel.',
};

/** Each statement has the ten seconds that it has anywhere. */
describe('an article that is crowded with', () => {
  it.each(Object.entries(CROWDS))(
    '%s is stored, and once more from another outlet',
    async (name, paragraph) => {
      const body = crowd(paragraph);
      for (const outlet of ['orsk', 'haven']) {
        const text = `All about ${name}\n\n${body}`;
        const url = `https://${outlet}.example/${encodeURIComponent(name)}`;
        const results = ingestFile(own.db, { text, url, timeZone: null }, { name: 'crowded.txt' });
        for await (const result of results) expect(result.kind).toBe('stored');
      }
    },
  );
});
