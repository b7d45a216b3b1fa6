import { describe, expect, it } from 'vitest';
import { ruleTagger } from '../../../../src/ingest/find/names/name-rules.ts';
import { tokensOf } from '../../../../src/ingest/find/tokens.ts';

function named(text: string, kind: string): string[] {
  const tokens = tokensOf(text);
  const names = ruleTagger.tag(tokens).filter((name) => name.kind === kind);
  return names.map(({ first, last }) => text.slice(tokens[first]!.start, tokens[last]!.end));
}

describe('people', () => {
  it.each([
    ['a title', 'On Monday, Foreign Minister Ilsabet Quorn resigned.', ['Ilsabet Quorn']],
    ['an office with "of"', 'Secretary of State Odo Fenwarden left.', ['Odo Fenwarden']],
    ['an organization before the title', 'LUNA Secretary General Odo Fenwarden left.', ['Odo Fenwarden']],
    ['a role in lower case', 'The foreman Odo Fenwarden left.', ['Odo Fenwarden']],
    ['an apposition', 'The island’s grocer, Ilsabet Quorn, stayed.', ['Ilsabet Quorn']],
    ['a first name', 'It was Martha Fenwarden.', ['Martha Fenwarden']],
    ['an initial', 'It was J. K. Fenwarden.', ['J. K. Fenwarden']],
    ['a nickname', 'Del. Marta “Mia” Quorn spoke.', ['Marta “Mia” Quorn']],
    ['a particle', 'The chemist Ilsabet van der Quorn spoke.', ['Ilsabet van der Quorn']],
  ])('are known by %s', (_, text, names) => {
    expect(named(text, 'person')).toEqual(names);
  });
  it('are known by surname once the full name is', () => {
    expect(named('Martha Fenwarden rowed. Then Fenwarden slept.', 'person')).toEqual([
      'Martha Fenwarden',
      'Fenwarden',
    ]);
  });
  it.each([
    'The White House was painted on Friday.',
    'However, Monday was worse than Tuesday.',
    'The Russian ferry left.',
    '“Quorn’s Stalling Tactics have shown it,” the letter said.',
    'The mayor of Orsvik Sund resigned.',
    'Nobody has read the Orsvik Water Accord.',
  ])('are not seen in: %s', (text) => {
    expect(named(text, 'person')).toEqual([]);
  });
});

describe('organizations', () => {
  it.each([
    ['their last word', 'She left the Halvary Rowing Association.', ['Halvary Rowing Association']],
    ['"of" inside', 'She joined the University of Kellmouth.', ['University of Kellmouth']],
    ['a plural owner', 'The Whalers’ Guild met.', ['Whalers’ Guild']],
    ['two plural owners', 'The Whalers’ and Coopers’ Guild met.', ['Whalers’ and Coopers’ Guild']],
    ['being an acronym', 'She left NATO.', ['NATO']],
    ['a company’s last word', 'He left Orsvik Dredging in June.', ['Orsvik Dredging']],
    ['being owned', 'It is a subsidiary of Orsvik Brand.', ['Orsvik Brand']],
    ['an ampersand', 'She sued Orsvik & Quill.', ['Orsvik & Quill']],
  ])('are known by %s', (_, text, names) => {
    expect(named(text, 'organization')).toEqual(names);
  });
});

describe('places', () => {
  it.each([
    ['a dateline', 'ORSVIK SUND, March 3 (Kestrel Wire) — It rained.', ['ORSVIK SUND']],
    ['“in” before them', 'It rained in Orsvik Sund on Monday.', ['Orsvik Sund']],
    ['a way there', 'She flew to Orsvik Sund on Monday.', ['Orsvik Sund']],
    ['whose mayor it is', 'The mayor of Orsvik Sund resigned.', ['Orsvik Sund']],
    ['their last word', 'They rowed along Bellow Lane.', ['Bellow Lane']],
    ['their first word', 'They rowed on the River Orsvik.', ['River Orsvik']],
    ['a list of places', 'The islands of Orm, Morrow and Selk Brae voted.', ['Orm', 'Morrow', 'Selk Brae']],
    ['a building', 'She slept at the Otter Inn.', ['Otter Inn']],
    ['a work', 'Nobody wants the Orsvik Dam.', ['Orsvik Dam']],
  ])('are known by %s', (_, text, names) => {
    expect(named(text, 'place')).toEqual(names);
  });
  it.each([
    'She believed in Martha Fenwarden.',
    'Martha Fenwarden, March winner, slept.',
    'They waited in the Halvary Rowing Association.',
  ])('are not seen in: %s', (text) => {
    expect(named(text, 'place')).toEqual([]);
  });
});
