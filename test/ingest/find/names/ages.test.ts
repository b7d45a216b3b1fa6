import { describe, expect, it } from 'vitest';
import { rulesExtractor } from '../../../../src/ingest/find/rules.ts';

function ageIn(text: string): number | null | undefined {
  const { actors } = rulesExtractor.read({ text, publishedAt: null, headline: null, language: 'en' });
  return actors.find(({ name }) => name === 'Ada Brisk')?.age;
}

describe('an age', () => {
  it('stands behind the name or before it', () => {
    expect(ageIn('The mayor, Ada Brisk, 54, said the bridge was open.')).toBe(54);
    expect(ageIn('The mayor said so. “Yes,” said Ada Brisk, 54.')).toBe(54);
    expect(ageIn('The bridge was opened by Ada Brisk, aged 54, on Monday.')).toBe(54);
    expect(ageIn('The bridge was opened by 54-year-old harbour pilot Ada Brisk on Monday.')).toBe(54);
  });

  it('is no score, no number on a shirt and no sum', () => {
    expect(ageIn('In the final Ada Brisk 54 beat Olga Reyn 31.')).toBeNull();
    expect(ageIn('The bridge was opened by Ada Brisk (54) on Monday.')).toBeNull();
    expect(ageIn('The money went to Ada Brisk, 54 pounds of it, and she left.')).toBeNull();
    expect(ageIn('The winners were Ada Brisk, 3, and Olga Reyn, 2.')).toBeNull();
  });
});
