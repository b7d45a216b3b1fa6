import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isHouse, withoutCapitals } from '../../../src/ingest/link/head-names.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { storeTold } from '../../support/store-told.ts';

describe('a name in capitals', () => {
  it.each([
    ['PETRA VANCE', 'Petra Vance'],
    ['KOFI ASANTE-BREW', 'Kofi Asante-Brew'],
    ['ANNE O’DOWD', 'Anne O’Dowd'],
    ['JOHN MCDONALD', 'John McDonald'],
    ['ILSE VAN DER MEY', 'Ilse van der Mey'],
    ['J.R. TALLE', 'J.R. Talle'],
    ['TJ SMITH III', 'TJ Smith III'],
    ['Petra VANCE', 'Petra VANCE'],
    ['MARIA', 'MARIA'],
  ])('is written as in running text: %s', (printed, name) => expect(withoutCapitals(printed)).toBe(name));
});

it.each(['KBRL Staff', 'The Associated Press', 'Courier staff and agencies', 'Newsroom', 'La rédaction'])(
  'is a house and no person: %s',
  (name) => expect(isHouse(name)).toBe(true),
);

it.each(['Petra Vance', 'Markus Post', 'Theo Van Gogh', 'Ann Staffer'])('is no house: %s', (name) =>
  expect(isHouse(name)).toBe(false),
);

describe('whom a byline names', () => {
  let own: TestDatabase;
  beforeAll(async () => {
    own = await testDatabase();
  });
  afterAll(() => own.close());

  it('is one person however it is printed, and a house is none', async () => {
    const by = (...names: string[]) => names.map((name) => ({ name, role: 'author' as const }));
    await storeTold(own.db, 'The bridge is shut.', {}, { bylines: by('PETRA VANCE', 'KBRL Staff') });
    await storeTold(own.db, 'The bridge is open.', {}, { bylines: by('Petra Vance') });
    const people = await own.db.selectFrom('actor').select('name').where('kind', '=', 'person').execute();
    expect(people).toEqual([{ name: 'Petra Vance' }]);
  });
});
