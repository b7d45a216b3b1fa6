import { describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../../../src/ingest/find/rules.ts';
import { cpuMs } from '../../../support/cpu.ts';

const OPENING = 'Martha Quorn, the mayor of Kellmouth, met Dorian Vell of the Rowing Board on Monday.\n\n';

function read(text: string) {
  const whole = `${OPENING}${text}`;
  const input = { text: whole, publishedAt: '2025-10-22T10:00:00Z', headline: null, language: 'en' };
  return { text: whole, quotes: rulesExtractor.read(input).quotes };
}

function reported(text: string) {
  return read(text).quotes.filter(({ kind }) => kind === 'indirect');
}

describe('indirect speech', () => {
  it.each([
    ['Quorn said that the lake would freeze by December.', 'the lake would freeze by December'],
    ['Quorn said the lake would freeze by December.', 'the lake would freeze by December'],
    ['The lake would freeze by December, Quorn said.', 'The lake would freeze by December'],
    ['The lake would freeze by December, said Quorn.', 'The lake would freeze by December'],
    ['The lake will freeze by December, according to Quorn.', 'The lake will freeze by December'],
    ['According to Quorn, the lake will freeze by December.', 'the lake will freeze by December'],
    ['Quorn told reporters that the lake would freeze.', 'the lake would freeze'],
    ['Quorn believes that the lake will freeze by December.', 'the lake will freeze by December'],
    ['Quorn promised to rebuild the pier by May.', 'to rebuild the pier by May'],
  ])('%s', (text, words) => {
    const [quote] = reported(text);
    expect([quote?.text, quote?.speakers[0]?.name]).toEqual([words, 'Martha Quorn']);
  });

  it.each([
    'Dorian Vell, director of the ferry line, disagreed.',
    'The mayor, Martha Quorn, said nothing.',
    'Harbour Master Odo Fenwarden, of the Rowing Board, disagreed.',
  ])('is not who is said to speak: %s', (text) => {
    expect(reported(text)).toEqual([]);
  });
  it('may stand before a name that is set off by commas', () => {
    expect(reported('The lake would freeze, the mayor, Martha Quorn, said.')).toHaveLength(1);
  });

  it('is one quote of two spans where its attribution breaks the clause', () => {
    const { text, quotes } = read('The old ferry, Quorn said, would be sold for scrap.');
    const [quote] = quotes;
    expect(quote!.spans.map(({ start, end }) => text.slice(start, end))).toEqual([
      'The old ferry',
      'would be sold for scrap',
    ]);
    expect(quote!.text).toBe('The old ferry would be sold for scrap');
  });
  it('is two quotes where one speaker has two cues', () => {
    const found = reported('Quorn said the ferry leaked, and insisted that nobody had been in danger.');
    expect(found.map(({ cue, text }) => [cue?.text, text])).toEqual([
      ['said', 'the ferry leaked'],
      ['insisted', 'nobody had been in danger'],
    ]);
  });
  it('is not doubled where marked words stand in the clause', () => {
    const { quotes } = read('Quorn said that the water was “colder than a bishop” on Monday.');
    expect(quotes.map(({ kind, text }) => [kind, text])).toEqual([['mixed', 'colder than a bishop']]);
  });
  it('is found beside a marked quote in the same sentence', () => {
    const { quotes } = read('“It was cold,” Quorn said, and Vell said that the pier would close in May.');
    expect(quotes.map(({ kind, speakers }) => [kind, speakers[0]?.name])).toEqual([
      ['direct', 'Martha Quorn'],
      ['indirect', 'Dorian Vell'],
    ]);
  });
  it('inside other reported words belongs to these', () => {
    expect(reported('Quorn said that Vell believed the ferry could be saved.')).toHaveLength(1);
  });
  it('is less sure than 1 and knows who else it might be', () => {
    for (const { confidence, runnersUp } of reported('The pier, Vell said after Quorn left, would close.')) {
      expect(confidence).toBeGreaterThan(0.05);
      expect(confidence).toBeLessThan(1);
      for (const other of runnersUp) expect(other.confidence).toBeLessThanOrEqual(confidence);
    }
  });
  it('has the words "according to" for its cue', () => {
    const [quote] = reported('The lake will freeze by December, according to Quorn.');
    expect(quote!.cue?.text).toBe('according to');
  });
  it('is of nobody where no source is named, and then a clause', () => {
    const found = reported('There were fears that the lake would freeze. The dam is expected to hold.');
    expect(found.map(({ text, speakers, confidence }) => [text, speakers, confidence < 0.4])).toEqual([
      ['the lake would freeze', [], true],
      ['The dam to hold', [], true],
    ]);
  });
  it.each([
    ['The old ferry is expected to sink by May.', ['The old ferry', 'to sink by May']],
    ['The pier is not expected to reopen in May.', ['The pier', 'to reopen in May']],
  ])('goes on behind its cue: %s', (sentence, pieces) => {
    const { text, quotes } = read(sentence);
    expect(quotes[0]?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(pieces);
  });
  it('is none where people only act', () => {
    expect(
      reported('The ferry sank because nobody had closed the doors. Quorn walked home along the quay.'),
    ).toEqual([]);
  });
  it('is none where nothing is said', () => {
    expect(reported('Vell did not say whether he would run again.')).toEqual([]);
  });
});

describe('reported words', () => {
  it.each([
    ['declined to comment', 'Vell declined to comment on the leak.'],
    ['said when he left', 'Vell said when the ferry left for the island.'],
    ['were asked by the author', 'I said that the ferry was late.'],
  ])('are none where somebody %s', (_, text) => {
    expect(reported(text)).toEqual([]);
  });
  it('have the source itself for a speaker, not whom its description names', () => {
    const [quote] = reported('A spokesman for Vell said the meeting took place in May.');
    expect(quote!.speakers.map(({ name }) => name)).toEqual(['A spokesman for Vell']);
  });
  it('are left alone beside a mark that nothing opens', () => {
    const { quotes } = read('The river was brown, the lake was not,” Vell said outside the hall.');
    expect(quotes.filter(({ kind }) => kind === 'indirect')).toEqual([]);
  });
  it.each([
    ['said and no full stop', 'Quorn said that Vell said '],
    ['commas', 'Quorn, said, Vell, who, '],
    ['plans to', 'the plan to plan '],
  ])('take linear time in one sentence of %s', (_, words) => {
    const text = words.repeat(160_000 / words.length);
    const read = () => rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
    expect(cpuMs(read, 2_000)).toBeLessThan(2_000);
  });
});

describe('a headline', () => {
  const said = (text: string) => {
    const { quotes } = rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
    return quotes.map(({ kind, text: words, speakers }) => [kind, speakers[0]?.name, words]);
  };
  const BODY = 'Martha Quorn, the mayor of Kellmouth, met the Luna Rowing Board on Monday.';

  it.each([
    ['Quorn: The dam is safe.', 'Martha Quorn', 'The dam is safe'],
    ['Mayor: Dam is safe', 'Martha Quorn', 'Dam is safe'],
    ['Luna Rowing Board: Two piers too many', 'Luna Rowing Board', 'Two piers too many'],
  ])('says by whom before its colon: %s', (headline, name, words) => {
    expect(said(`${headline}\n\n${BODY}`)).toEqual([['indirect', name, words]]);
  });

  it.each(['The Latest: The dam is safe', 'Kellmouth: The dam is safe', 'Quorn: Dam safe'])(
    'says nothing by anybody: %s',
    (headline) => {
      expect(said(`${headline}\n\n${BODY}`)).toEqual([]);
    },
  );

  it('is none where nothing follows', () => {
    expect(said('Martha Quorn: The dam is safe')).toEqual([]);
  });

  it('is left to its marked words', () => {
    expect(said(`Quorn: The dam is “safe as a church”\n\n${BODY}`)).toEqual([
      ['mixed', 'Martha Quorn', 'safe as a church'],
    ]);
  });
});

describe('doubled apostrophes', () => {
  it('are no part of what is reported', () => {
    const found = reported("''The lake would freeze by December,'' Quorn said.");
    expect(found.map(({ text, speakers }) => [text, speakers[0]?.name])).toEqual([
      ['The lake would freeze by December', 'Martha Quorn'],
    ]);
  });
});
