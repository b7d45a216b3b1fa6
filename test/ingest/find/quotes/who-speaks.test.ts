import { describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../../../src/ingest/find/rules.ts';

function quotesOf(text: string) {
  const { quotes } = rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
  return quotes.filter(({ kind }) => kind !== 'indirect');
}

function said(text: string): string[] {
  return quotesOf(text).map(
    ({ text: words, speakers }) => `${speakers.map(({ name }) => name).join(' and ')}: ${words}`,
  );
}

describe('a transcript', () => {
  const turns = [
    'Senator Dorian Vell met Martha Quorn on stage.',
    'QUORN: Where is the bridge?',
    'VELL: It is coming.',
    'QUORN: By boat?',
  ];

  it('has a quote for each turn, by the person of that surname', () => {
    expect(said(turns.join('\n\n'))).toEqual([
      'Martha Quorn: Where is the bridge?',
      'Dorian Vell: It is coming.',
      'Martha Quorn: By boat?',
    ]);
  });

  it('is none where nobody speaks twice: a list', () => {
    expect(
      said('Our picks.\n\nLindrow: The old mill.\n\nKellmouth: The pier.\n\nCorrane: A long lunch.'),
    ).toEqual([]);
  });
});

describe('a name under which somebody speaks', () => {
  it('is one though it is a common word', () => {
    expect(said('The column was short. “Nobody reads tables,” Will wrote. “I do.”')[0]).toMatch(/^Will: /);
  });
});

describe('marked words that nobody speaks', () => {
  it('are no quote, and the sentence around them is read as the article’s own', () => {
    const { quotes } = rulesExtractor.read({
      text: 'The bins, which “talk” to a control room, are cheap. Martha Quorn said the gulls had needed four days.',
      publishedAt: null,
      headline: null,
      language: 'en',
    });
    expect(quotes.map(({ kind }) => kind)).toEqual(['indirect']);
  });

  it('are a quote where a heading ends with them in single marks', () => {
    const text =
      'Mayor: ‘No more bridges until the last one is paid for’\n\nMartha Quorn, the mayor of Lindrow, spoke to the council on Thursday.';
    expect(quotesOf(text).map(({ text: words }) => words)).toEqual([
      'No more bridges until the last one is paid for',
    ]);
  });
});

describe('a pronoun that nobody before explains', () => {
  it('is the only woman of the text', () => {
    expect(
      said('“I left the kettle on,” she said. The room laughed.\n\nMartha Quorn had told it before.'),
    ).toEqual(['Martha Quorn: I left the kettle on,']);
  });

  it('is served as what it tells, not as the word', () => {
    expect(said('He said the price was “a scandal for everyone.” Nobody stopped him.')).toEqual([
      'a man not named: a scandal for everyone.',
    ]);
  });
});

describe('the runners-up', () => {
  it('stand once each, and the speaker under another name is none', () => {
    const text =
      'The Teachers’ Union of Halvary (TUH) met Dorian Vell, and Vell met the union.\n\n“It was cold,” the union said. “It was the best mistake of the year,” it said.';
    for (const { speakers, runnersUp } of quotesOf(text)) {
      const names = [...speakers, ...runnersUp].map(({ actor, name }) => actor ?? name);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('who is described before being named', () => {
  it('is the one of that description who is named soon after', () => {
    const text =
      'A county clerk was heard on Monday. “I counted them,” she said. “All of them,” the clerk, Wanda Quorn, told the committee.';
    expect(said(text)).toEqual(['Wanda Quorn: I counted them,', 'Wanda Quorn: All of them,']);
  });

  it('is the name behind the description, whatever form of address stands between', () => {
    const text =
      'The board answered at once. Its chairwoman, Lady Isobel Tarn, wrote: “Come in out of the rain.”';
    expect(said(text)).toEqual(['Isobel Tarn: Come in out of the rain.']);
    expect(said('A neighbour, Ghislaine Poul, was there. “I smelled nothing,” she said.')).toEqual([
      'Ghislaine Poul: I smelled nothing,',
    ]);
  });
});

describe('a nickname between marks', () => {
  it('is no part of the name', () => {
    const text = 'Frances “Frankie” Oduya came. “I took four days,” she said.';
    expect(said(text)).toEqual(['Frances Oduya: I took four days,']);
  });
});
