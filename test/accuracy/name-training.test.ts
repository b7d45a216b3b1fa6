import { describe, expect, it } from 'vitest';
import { textOf } from './corpus-text.ts';
import { gumDocuments } from './gum-names.ts';
import { withHeading } from './headings.ts';
import { examplesOf } from './name-examples.ts';
import { fitNames, quantised } from './name-fit.ts';
import { countNames, scoreNames } from './name-scores.ts';

const token = (word: string, kind: 'person' | 'place' | null = null, opens = false) => ({
  word,
  kind,
  opens,
  spaceAfter: null,
});

describe('a corpus as text', () => {
  const words = [token('Mayor', 'person', true), token('Quorn', 'person'), token('left')];
  const { text, names } = textOf('ours', [[...words, token('Orsvik', 'place', true), token('.')]]);
  it('has its spaces and names without their titles', () => {
    expect(text).toBe('Mayor Quorn left Orsvik.');
    expect(names.map(({ start, end, kind }) => [text.slice(start, end), kind])).toEqual([
      ['Quorn', 'person'],
      ['Orsvik', 'place'],
    ]);
  });
  it('names countries that its annotators left out', () => {
    const { names: found, text: said } = textOf('ours', [
      ['Two', 'US', 'ferries'].map((word) => token(word)),
    ]);
    expect(found.map(({ start, end }) => said.slice(start, end))).toEqual(['US']);
  });
  it('may stand under a heading made of its words', () => {
    const named = withHeading(
      { source: 'ours', text: 'The ferry left Orsvik late.', names: [], weight: 1 },
      true,
    );
    expect(named.text).toBe('The ferry left Orsvik late.');
    const start = 'The ferry left '.length;
    const place = { start, end: start + 6, kind: 'place' as const };
    const shouted = withHeading(
      { source: 'ours', text: 'The ferry left Orsvik late.', names: [place], weight: 1 },
      true,
    );
    expect(shouted.text).toBe('THE FERRY LEFT ORSVIK LATE\nThe ferry left Orsvik late.');
    expect(shouted.names.map((name) => shouted.text.slice(name.start, name.end))).toEqual([
      'ORSVIK',
      'Orsvik',
    ]);
  });
});

describe('a noun phrase of GUM', () => {
  it('is a name by the proper nouns at its head', () => {
    const rows = [
      '1\tThe\tthe\tDET\tDT\t2\tdet\t_\t(1-person-new-nnnnn-cf1-2-sgl',
      '2\tgrocer\tgrocer\tNOUN\tNN\t5\tnsubj\t_\t',
      '3\tOdo\tOdo\tPROPN\tNNP\t2\tflat\t_\t',
      '4\tQuorn\tQuorn\tPROPN\tNNP\t2\tflat\t_\t1)',
      '5\tslept\tsleep\tVERB\tVBD\t0\troot\tno-space\t',
    ];
    const [document] = gumDocuments(`# newdoc id = GUM_news_ferry\n${rows.join('\n')}\n`);
    expect(document?.genre).toBe('news');
    expect(document?.sentences[0]?.map(({ word, kind }) => [word, kind])).toEqual([
      ['The', null],
      ['grocer', null],
      ['Odo', 'person'],
      ['Quorn', 'person'],
      ['slept', null],
    ]);
  });
});

describe('a fit', () => {
  const text = 'The ferry left Orsvik. Then Quorn slept.';
  const names = [
    { start: 15, end: 21, kind: 'place' as const },
    { start: 28, end: 33, kind: 'person' as const },
  ];
  const options = { rounds: 2, rate: 0.1, decay: 0, fewest: 1, seed: 1 };
  const fitted = () => quantised(fitNames(examplesOf({ source: 'ours', text, names, weight: 1 }), options));
  it('gives the same bytes for the same seed', () => {
    expect(Buffer.compare(Buffer.from(fitted().bytes), Buffer.from(fitted().bytes))).toBe(0);
    expect(fitted().bytes.some((byte) => byte !== 0)).toBe(true);
  });
});

describe('a score', () => {
  it('counts exact stretches of the same kind', () => {
    const gold = [
      { start: 0, end: 5, kind: 'person' },
      { start: 9, end: 12, kind: 'person' },
    ];
    const found = [
      { start: 0, end: 5, kind: 'person' },
      { start: 9, end: 11, kind: 'person' },
      { start: 9, end: 12, kind: 'place' },
    ];
    expect(countNames(gold, found, 'person')).toEqual({ right: 1, found: 2, gold: 2 });
    expect(scoreNames([countNames(gold, found, 'person')])).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5 });
  });
});
