import { describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../../../src/ingest/find/rules.ts';

function quoted(text: string) {
  const { quotes } = rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
  return quotes.map(({ text: words, speakers }) => [words, speakers[0]?.name]);
}

const OPENING = 'Martha Quorn, the mayor of Kellmouth, met Dorian Vell of the Rowing Board on Monday.\n\n';

describe('the pieces of a quotation', () => {
  it('are one where its attribution breaks it', () => {
    expect(quoted(`${OPENING}“The ferry leaks,” Quorn said. “It will sink by May.”`)).toEqual([
      ['The ferry leaks, It will sink by May.', 'Martha Quorn'],
    ]);
  });
  it('are one where only the last paragraph says who speaks', () => {
    expect(quoted(`${OPENING}“The ferry leaks.\n\n“It will sink by May,” Quorn said.`)).toEqual([
      ['The ferry leaks.\n\nIt will sink by May,', 'Martha Quorn'],
    ]);
  });
  it('are two quotes where each paragraph says who speaks', () => {
    const text =
      '“The ferry leaks,” Quorn said. “I saw it.\n\n“It will sink by May,” she added. “I know it will.”';
    expect(quoted(`${OPENING}${text}`)).toEqual([
      ['The ferry leaks, I saw it.', 'Martha Quorn'],
      ['It will sink by May, I know it will.', 'Martha Quorn'],
    ]);
  });
  it('are two quotes where a sentence of the article stands between', () => {
    const text =
      '“The ferry leaks,” Quorn said in March. In a speech on Monday, Quorn went further: “It will sink.”';
    expect(quoted(`${OPENING}${text}`)).toEqual([
      ['The ferry leaks,', 'Martha Quorn'],
      ['It will sink.', 'Martha Quorn'],
    ]);
  });
  it('are each of whom its own sentence names', () => {
    const text = '“The ferry leaks,” Quorn said of the report. Vell called her “a good swimmer.”';
    expect(quoted(`${OPENING}${text}`)).toEqual([
      ['The ferry leaks,', 'Martha Quorn'],
      ['a good swimmer.', 'Dorian Vell'],
    ]);
  });
});
