import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../src/ingest/outside/answer.ts';
import { readingOfAnswer } from '../../../src/ingest/outside/reading-of-answer.ts';

const TEXT = `Ada Brisk, mayor of Sarnby, met the Harbour Board on Tuesday in Oldquay. “The bridge is open,” Brisk said. “It stays open.”
A dockworker disagreed. “The bridge is open,” he said with a shrug, was not what he saw.`;
const INPUT = { text: TEXT, publishedAt: '2026-03-05T08:00:00Z', headline: 'Bridge', language: 'en' };

const brisk = {
  kind: 'person',
  name: 'Ada Brisk',
  mentions: ['Brisk'],
  description: 'mayor of Sarnby',
  confidence: 0.9,
};
const board = {
  kind: 'organization',
  name: 'Harbour Board',
  mentions: [],
  description: null,
  confidence: 0.8,
};
const quote = {
  kind: 'direct',
  pieces: ['The bridge is open', 'It stays open.'],
  speaker: 'Ada Brisk',
  speakerWords: 'Brisk',
  cue: 'said',
  addressees: [],
  channel: null,
  confidence: 0.9,
};
const meeting = {
  kind: 'meeting',
  status: 'happened',
  mentions: ['met the Harbour Board'],
  date: 'Tuesday',
  place: 'Oldquay',
  participants: ['Ada Brisk', 'Harbour Board', 'Nobody Known'],
  confidence: 0.7,
};

const read = (answer: object) => readingOfAnswer(answerOf({ actors: [], ...answer })!, INPUT);
const at = ({ start, end }: { start: number; end: number }) => TEXT.slice(start, end);

describe('an answer of an outside extractor', () => {
  it('is found again in the text, each word in its place', () => {
    const reading = read({
      actors: [brisk, board],
      quotes: [quote],
      events: [meeting],
      places: ['Sarnby', 'Oldquay'],
      affiliations: [],
    });
    expect(reading.actors).toMatchObject([
      { name: 'Ada Brisk', aliases: ['Brisk'], description: 'mayor of Sarnby' },
      { name: 'Harbour Board' },
    ]);
    expect(reading.mentions.map(({ kind, span }) => [kind, at(span)])).toEqual([
      ['person', 'Ada Brisk'],
      ['place', 'Sarnby'],
      ['event', 'met the Harbour Board'],
      ['organization', 'Harbour Board'],
      ['place', 'Oldquay'],
      ['person', 'Brisk'],
    ]);
    const [said] = reading.quotes;
    expect(said).toMatchObject({
      text: 'The bridge is open It stays open.',
      speakers: [{ name: 'Ada Brisk', actor: 0 }],
    });
    expect(said?.spans.map(at)).toEqual(['The bridge is open', 'It stays open.']);
    expect(at(said!.speakers[0]!.span!)).toBe('Brisk');
    expect(reading.events).toMatchObject([
      { kind: 'meeting', earliest: '2026-03-03', place: 'Oldquay', participants: [0, 1] },
    ]);
  });

  it.each([
    ['a quote with a word changed', { quotes: [{ ...quote, pieces: ['The bridge was open'] }] }],
    [
      'a quote with a piece that is not there',
      { quotes: [{ ...quote, pieces: ['The bridge is open', 'Gone.'] }] },
    ],
    ['pieces in another order', { quotes: [{ ...quote, pieces: ['It stays open.', 'met the'] }] }],
    ['part of a word', { quotes: [{ ...quote, pieces: ['he bridge is op'] }] }],
    ['an actor whom nobody names', { actors: [{ ...brisk, name: 'Ada Bask', mentions: ['Bask'] }] }],
    ['an event that is not told', { events: [{ ...meeting, mentions: ['the summit'] }] }],
    ['a place that is not named', { places: ['Lindrow'] }],
    ['a field too many', { quotes: [{ ...quote, mood: 'cross' }] }],
    ['a confidence beyond 1', { quotes: [{ ...quote, confidence: 3 }] }],
    ['a list that is none', { quotes: 'The bridge is open' }],
  ])('%s is dropped', (_, answer) => {
    const reading = read(answer);
    expect([reading.actors, reading.mentions, reading.events, reading.quotes]).toEqual([[], [], [], []]);
  });

  it('that is dropped takes nothing else with it', () => {
    const reading = read({
      actors: [brisk, { ...board, kind: 'ship' }],
      quotes: [{ ...quote, cue: 'shouted' }],
    });
    expect(reading.actors).toHaveLength(1);
    expect(reading.quotes).toMatchObject([{ cue: null, speakers: [{ name: 'Ada Brisk' }] }]);
  });

  it('with the same words twice means both places, each once', () => {
    const again = {
      ...quote,
      pieces: ['“The bridge is open,”'.slice(1, -2)],
      speaker: 'A dockworker',
      speakerWords: 'he',
    };
    const { quotes } = read({ actors: [brisk], quotes: [again, again, again] });
    expect(quotes.map(({ spans }) => spans[0]!.start)).toEqual([
      TEXT.indexOf('The bridge'),
      TEXT.lastIndexOf('The bridge'),
    ]);
    expect(quotes[0]!.speakers).toMatchObject([
      { kind: 'unnamed_person', name: 'A dockworker', actor: null },
    ]);
  });

  it.each([[null], ['text'], [[]], [{}], [{ error: 'busy' }]])('of another shape is none: %j', (json) => {
    expect(answerOf(json)).toBeNull();
  });

  it('never points outside of the text, whatever it says', () => {
    const words = fc.oneof(fc.string(), fc.constantFrom('Brisk', 'open', '“', ' ', 'The bridge', '\n'));
    const any = fc.record({
      actors: fc.array(fc.record({ ...constants(brisk), name: words, mentions: fc.array(words) })),
      quotes: fc.array(
        fc.record({ ...constants(quote), pieces: fc.array(words), speaker: words, cue: words }),
      ),
      events: fc.array(fc.record({ ...constants(meeting), mentions: fc.array(words), date: words })),
      places: fc.array(words),
    });
    fc.assert(
      fc.property(any, (answer) => {
        const { actors, mentions, quotes, events } = read(answer);
        for (const { span, actor, event } of mentions) {
          expect(at(span)).not.toBe('');
          expect(actor === null || actor in actors).toBe(true);
          expect(event === null || event in events).toBe(true);
        }
        for (const { spans, text } of quotes) expect(spans.map(at).join(' ')).toBe(text);
      }),
    );
  });
});

function constants<T extends object>(of: T): { [K in keyof T]: fc.Arbitrary<T[K]> } {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, fc.constant(value)])) as never;
}
