import { describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../../../src/ingest/find/rules.ts';

function read(text: string) {
  return rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
}

function people(text: string) {
  return read(text).actors.flatMap(({ kind, name }) => (kind === 'person' ? [name] : []));
}

describe('an office before a name', () => {
  it.each([
    ['Harbour Master Ines Roel closed the port on Monday.', 'Ines Roel'],
    ['On Monday Reeve Hanna Stroud spoke.', 'Hanna Stroud'],
    ['“It holds,” said Lock Keeper Joss Arden.', 'Joss Arden'],
    ['The bridge, Wing Commander Ola Tarn said, is safe.', 'Ola Tarn'],
    ['Few knew the lamp lighter. Lamp Lighter Martha Quorn walked home.', 'Martha Quorn'],
    ['Pantler Martha Fenwarden left. “No,” said Martha Fenwarden.', 'Martha Fenwarden'],
  ])('is no part of it: %s', (text, name) => {
    expect(people(text)).toEqual([name]);
  });
  it.each(['Martha Baker Quorn left the pier.', 'Odo Reeve left the pier, and Reeve never came back.'])(
    'is not seen in a name: %s',
    (text) => {
      expect(people(text)).toEqual([text.split(' left')[0]]);
    },
  );
  it('is what the person is described by', () => {
    const [person] = read('Harbour Master Ines Roel closed the port on Monday.').actors;
    expect(person?.description).toBe('Harbour Master');
  });
  it.each([
    ['The bridge, Wing Commander Ola Tarn said, would hold.', 'Ola Tarn'],
    ['Police Superintendent Karl Aske said that the bridge would hold.', 'Karl Aske'],
  ])('does not speak: %s', (text, name) => {
    expect(read(text).quotes.map(({ speakers }) => speakers[0]?.name)).toEqual([name]);
  });
  it('is no word that its bearer reports', () => {
    expect(read('On Monday the board met. Town Clerk Ivo Marsh agreed.').quotes).toEqual([]);
  });
});
