import { describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../../src/ingest/find/rules.ts';
import type { FoundQuote } from '../../../src/ingest/reading.ts';
import { cpuMs } from '../../support/cpu.ts';

function read(text: string) {
  return rulesExtractor.read({ text, publishedAt: '2025-10-22T13:38:00Z', headline: null, language: 'en' });
}
function first(text: string): FoundQuote {
  const quote = read(text).quotes[0];
  if (!quote) throw new Error(`No quote in: ${text}`);
  return quote;
}
const speakers = (text: string) => first(text).speakers.map(({ name }) => name);

describe('a speaker', () => {
  it.each([
    ['follows the quote', 'Mayor Ilsabet Quorn rowed. “It was cold,” Quorn said.', ['Ilsabet Quorn']],
    ['follows the verb', '“It was cold,” said Mayor Ilsabet Quorn of Kellmouth.', ['Ilsabet Quorn']],
    ['stands before the quote', 'Mayor Ilsabet Quorn said: “It was very cold out there.”', ['Ilsabet Quorn']],
    ['is a pronoun', 'Mayor Ilsabet Quorn rowed home. “It was cold,” she said.', ['Ilsabet Quorn']],
    ['is an office', 'The mayor, Ilsabet Quorn, rowed.\n\n“It was cold,” the mayor said.', ['Ilsabet Quorn']],
    ['is unnamed', '“It was cold,” said a senior harbor official, who rowed.', ['a senior harbor official']],
    ['is a document', '“It was cold on the water,” the statement said.', ['the statement']],
    [
      'is two people',
      '“It was cold,” Martha Quorn and Odo Fenwarden said.',
      ['Martha Quorn', 'Odo Fenwarden'],
    ],
    ['is according to', 'The water was “colder than a bishop,” according to Martha Quorn.', ['Martha Quorn']],
    [
      'is two people with titles',
      '“It was cold,” Mayor Martha Quorn and Corrane Premier Odo Fenwarden said.',
      ['Martha Quorn', 'Odo Fenwarden'],
    ],
    [
      'opens its sentence',
      'According to Martha Quorn, the water was “colder than a bishop.”',
      ['Martha Quorn'],
    ],
    [
      'is an acronym',
      'The Kellmouth Rowing Council (KRC) met. “It was cold,” the KRC said.',
      ['Kellmouth Rowing Council'],
    ],
    [
      'calls it so inside another’s sentence',
      'Odo Fenwarden rejected what the Kellmouth Rowing Council calls “the great cold.”',
      ['Kellmouth Rowing Council'],
    ],
  ])('is found where it %s', (_, text, names) => {
    expect(speakers(text)).toEqual(names);
  });
  it('is not the one who is told', () => {
    const quote = first('“It was cold,” Martha Quorn told Odo Fenwarden on Monday.');
    expect([quote.speakers[0]?.name, quote.addressees[0]?.name]).toEqual(['Martha Quorn', 'Odo Fenwarden']);
  });
});

describe('a quote', () => {
  it('joins its pieces over the attribution', () => {
    const quote = first('“It was cold,” Martha Quorn said, “and wet.”');
    expect([quote.text, quote.spans.length, quote.kind]).toEqual(['It was cold, and wet.', 2, 'direct']);
  });
  it('joins paragraphs that open with a mark again', () => {
    const quote = first('“It was cold.\n\n“It was wet,” Martha Quorn said.');
    expect(quote.text).toBe('It was cold.\n\nIt was wet,');
  });
  it('is mixed where its words are woven into a sentence', () => {
    expect(first('Martha Quorn said the water was “colder than a bishop” on Monday.').kind).toBe('mixed');
  });
  it('is indirect without marks', () => {
    const quote = first('Martha Quorn said on Monday that the lake would freeze by December.');
    expect([quote.kind, quote.text, quote.speakers[0]?.name]).toEqual([
      'indirect',
      'the lake would freeze by December',
      'Martha Quorn',
    ]);
  });
  it('tells cue, channel, day and place', () => {
    const quote = first('“It was cold,” Martha Quorn wrote on Facebook on Tuesday.');
    expect([quote.cue?.text, quote.channel, quote.said?.earliest]).toEqual(['wrote', 'post', '2025-10-21']);
    expect(first('“It was cold,” Martha Quorn told reporters in the Rowing Hall.').place).toBe(
      'in the Rowing Hall',
    );
  });
  it('is none where a title or a nickname is marked', () => {
    expect(read('The band played “Cold Water Blues” before Marta “Mia” Quorn rowed home.').quotes).toEqual(
      [],
    );
  });
  it('stands between single marks in a text that uses no others', () => {
    const text = '‘It was cold,’ Martha Quorn said. ‘I rowed home.’';
    expect(first(text).text).toBe('It was cold, I rowed home.');
  });
  it('has spans that hold its words', () => {
    const text = 'Naïve 𝔸 row: “It was cold,” Martha Quorn said, “and wet.”';
    expect(first(text).spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      'It was cold,',
      'and wet.',
    ]);
  });
});

describe('an affiliation', () => {
  it.each([
    ['a title', 'LUNA Secretary General Odo Fenwarden left. LUNA stayed.', 'Secretary General'],
    ['an apposition', 'Odo Fenwarden, a senior fellow at the Luna Rowing Center, left.', 'senior fellow'],
    ['what goes before', 'The chief pilot of the Luna Rowing Center, Odo Fenwarden, left.', 'chief pilot'],
    ['a plural owner', 'The Luna Rowing Brothers’ founder, Odo Fenwarden, left.', 'founder'],
    [
      '"its"',
      'The Luna Rowing Center closed. “It leaks,” said its chief pilot, Odo Fenwarden.',
      'chief pilot',
    ],
  ])('is read from %s', (_, text, role) => {
    const { affiliations, actors } = read(text);
    expect(affiliations.map((one) => [actors[one.person]?.name, one.role])).toEqual([
      ['Odo Fenwarden', role],
    ]);
  });

  it.each([
    ['an "its" of one of two', 'The Luna Rowing Center sued NATO. Its founder, Odo Fenwarden, left.'],
    ['an "its" of a country', 'France left the Luna Rowing Center. Its president, Odo Fenwarden, stayed.'],
    ['a list', 'She met the head of the Luna Rowing Center, Odo Fenwarden and others.'],
  ])('is not read from %s', (_, text) => {
    expect(read(text).affiliations).toEqual([]);
  });
});

describe('hostile input', () => {
  it.each([
    ['straight marks', '"'.repeat(100_000)],
    ['curly marks', '“'.repeat(100_000)],
    ['apostrophes', "'".repeat(100_000)],
    ['a megabyte without a space', 'a'.repeat(1_000_000)],
    ['capitals in a row', 'Abc '.repeat(100_000)],
    ['one paragraph of quotes', '“a” said B. '.repeat(5_000)],
  ])('of %s takes under two seconds of CPU', (_, text) => {
    expect(cpuMs(() => read(text))).toBeLessThan(2_000);
  });
});

describe('the description of a person', () => {
  const described = (text: string) => read(text).actors.map(({ name, description }) => [name, description]);
  it.each([
    ['The guild’s general secretary, Martha Quorn, rowed.', 'general secretary'],
    ['Orm’s mayor, Martha Quorn, rowed.', 'mayor'],
    ['Martha Quorn, the mayor of Orsvik, rowed.', 'mayor of Orsvik'],
    ['The rowers met Martha Quorn, a retired judge whom both had trusted, in May.', 'retired judge'],
    ['They heard the case of Mayor Martha Quorn on Monday.', 'Mayor'],
    ['External Affairs Minister Martha Quorn rowed.', 'External Affairs Minister'],
    ['Odo’s younger sister, Martha Quorn, rowed.', null],
    ['Martha Quorn rowed home.', null],
    ['Martha Quorn, handed the keys on Thursday as director, rowed.', null],
  ])('is read from: %s', (text, description) => {
    expect(described(text)).toContainEqual(['Martha Quorn', description]);
  });
  it('is not that of another', () => {
    expect(described('The mayor of Orsvik rowed. Then the brother of Odo Fenwarden slept.')).toEqual([
      ['Odo Fenwarden', null],
    ]);
  });
});

describe('a bare number', () => {
  const two = 'According to two officials at the harbor, the boats are late.';
  it.each([
    [`${two} “Nobody rows,” one of them said.`, ['one official at the harbor']],
    [`Several women sang. “Nobody rows,” one of them shouted.`, ['one woman']],
    ['“Nobody rows,” one of the officials said.', ['one of the officials']],
    ['“Nobody rows,” one farmer said.', ['one farmer']],
    ['It rained. “Nobody rows,” one said.', []],
  ])('is described by what it stands for in: %s', (text, names) => {
    const quote = read(text).quotes.find(({ kind }) => kind !== 'indirect');
    expect(quote?.speakers.map(({ name }) => name)).toEqual(names);
  });
});

describe('reported speech', () => {
  it.each([
    ['Martha Quorn said the boats were late again.', 'the boats were late again'],
    ['Martha Quorn insisted she had rowed all night.', 'she had rowed all night'],
    ['Martha Quorn fears the boats will be late.', 'the boats will be late'],
    ['Martha Quorn suggested a new boat for the island.', 'a new boat for the island'],
    ['Martha Quorn rowed to the island.', null],
    ['Martha Quorn will argue that the boats were late.', 'the boats were late'],
    ['Martha Quorn is warning that the boats were late.', 'the boats were late'],
    ['According to Martha Quorn, who rowed alone, the boats were late.', 'the boats were late'],
    ['Martha Quorn said when she rowed away last June.', null],
  ])('is read as far as it is clear from: %s', (text, words) => {
    expect(read(text).quotes.map((quote) => quote.text)).toEqual(words === null ? [] : [words]);
  });
});
