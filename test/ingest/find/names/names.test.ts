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
  ])('are not seen in: %s', (text) => {
    expect(named(text, 'person')).toEqual([]);
  });
});

describe('organizations', () => {
  it.each([
    ['their last word', 'She left the Halvary Rowing Association.', ['Halvary Rowing Association']],
    ['"of" inside', 'She joined the University of Kellmouth.', ['University of Kellmouth']],
    ['a plural owner', 'The Whalers’ Guild met.', ['Whalers’ Guild']],
    ['being an acronym', 'She left NATO.', ['NATO']],
  ])('are known by %s', (_, text, names) => {
    expect(named(text, 'organization')).toEqual(names);
  });
});
