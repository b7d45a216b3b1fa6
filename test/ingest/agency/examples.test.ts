import { describe, expect, it } from 'vitest';
import { examplesAreHere, isRead, newsmlExamples, ninjsExamples } from '../../accuracy/agency-examples.ts';

if (!examplesAreHere)
  console.warn('SKIPPED: the examples of IPTC are not at hand; the fixtures stand for them.');

describe.skipIf(!examplesAreHere)('the examples of IPTC', () => {
  const ninjs = examplesAreHere ? ninjsExamples() : [];
  const newsml = examplesAreHere ? newsmlExamples() : [];

  it('of ninjs are read where their schema takes them', () => {
    const valid = ninjs.filter(({ isValid }) => isValid);
    expect(valid.length).toBeGreaterThan(70);
    expect(valid.filter((example) => !isRead(example)).map(({ file }) => file)).toEqual([]);
  });

  it('of ninjs are refused where it does not, each with a reason', () => {
    const invalid = ninjs.filter(({ isValid }) => !isValid);
    expect(invalid.length).toBeGreaterThan(25);
    for (const { file, results } of invalid) {
      expect(results, file).toMatchObject([
        { kind: 'refused', message: expect.stringMatching(/wanted .+got /) },
      ]);
    }
  });

  it('of NewsML-G2 are all read', () => {
    expect(newsml.filter((example) => !isRead(example)).map(({ file }) => file)).toEqual([]);
    expect(new Set(newsml.map(({ format }) => format))).toEqual(new Set(['newsml-g2']));
  });
});
