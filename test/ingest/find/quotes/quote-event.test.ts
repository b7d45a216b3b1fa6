import { describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../../../src/ingest/find/rules.ts';

/** The names of the events that the quotes of a text are tied to; null for a quote without one. */
function eventsOfQuotes(text: string): (string | null)[] {
  const publishedAt = '2025-10-22T13:38:00Z';
  const { events, quotes } = rulesExtractor.read({ text, publishedAt, headline: null, language: 'en' });
  return quotes.map(({ event }) => (event === null ? null : (events[event]?.kind ?? 'missing')));
}

const MET = 'Mayor Selma Orvane met Premier Dario Welk in Sarnby on Monday.';

describe('a quote', () => {
  it.each([
    ['at a summit', '“It was cold,” Selma Orvane said at Monday’s summit in Sarnby.', 'summit'],
    [
      'after a meeting',
      '“It was cold,” Selma Orvane said after Friday’s meeting with Dario Welk.',
      'meeting',
    ],
    ['to a hearer at a meeting', '“It was cold,” Orvane told reporters at a meeting in Sarnby.', 'meeting'],
    ['to the event itself', 'Selma Orvane told Tuesday’s news conference: “It was cold.”', 'conference'],
    [
      'during a call',
      'Selma Orvane said on Monday during a phone call with Dario Welk: “It is cold.”',
      'call',
    ],
    ['at an opening event', 'At Monday’s summit in Sarnby, Selma Orvane said: “It was cold.”', 'summit'],
    [
      'speaking after a vote',
      'Selma Orvane, speaking after Tuesday’s vote, said: “It was cold in there.”',
      'vote',
    ],
    ['after meeting somebody', '“It was cold,” Orvane said after meeting Dario Welk on Monday.', 'meeting'],
    [
      'in a joint statement',
      '“It was cold,” Selma Orvane and Dario Welk said in a joint statement.',
      'statement',
    ],
  ])('is tied to what it was said %s', (_, text, kind) => {
    expect(eventsOfQuotes(text)).toEqual([kind]);
  });

  it('is tied to the statement that speaks', () => {
    const text = 'A joint statement issued Tuesday backed the plan.\n\n“It was cold,” the statement said.';
    expect(eventsOfQuotes(text)).toEqual(['statement']);
  });

  it.each([
    ['talks about', `${MET} “The meeting on Monday was cold,” Orvane said.`],
    ['stands in the sentence before', `${MET} “It was cold,” Orvane said.`],
    ['is what was said', 'Orvane said that the decision at Monday’s summit in Sarnby was “cold.”'],
    ['is talked of', '“It was cold,” Orvane said of Monday’s summit in Sarnby.'],
    ['is yet to come', '“It is cold,” Orvane said ahead of Friday’s summit in Sarnby.'],
    ['was called off', '“It is cold,” Orvane said after Monday’s meeting with Dario Welk was cancelled.'],
    ['stands in its own clause', 'After Monday’s summit collapsed, aides said Orvane was “cold and wet.”'],
  ])('is not tied to an event that %s', (_, text) => {
    expect(eventsOfQuotes(text).filter((kind) => kind !== null)).toEqual([]);
  });
});
