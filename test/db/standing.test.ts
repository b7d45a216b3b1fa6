import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standing } from '../../db/standing.ts';

const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });

describe('what stands from one version to the next', () => {
  it('keeps as many of each as both have, in their order, and parts the rest', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const former = before.map((text, id) => ({ id, text }));
        const current = after.map((text, at) => ({ at, text }));
        const textOf = (row: { text: string }) => row.text;
        const { kept, gone, fresh } = standing(former, current, textOf);
        expect(kept.every(({ old, now }) => old.text === now.text)).toBe(true);
        expect([...kept.map(({ old }) => old.id), ...gone.map(({ id }) => id)].sort()).toEqual(
          former.map(({ id }) => id).sort(),
        );
        expect([...kept.map(({ now }) => now.at), ...fresh.map(({ at }) => at)].sort()).toEqual(
          current.map(({ at }) => at).sort(),
        );
        for (const text of ['a', 'b', 'c']) {
          const ofText = kept.filter(({ old }) => old.text === text);
          const count = (all: string[]) => all.filter((each) => each === text).length;
          expect(ofText).toHaveLength(Math.min(count(before), count(after)));
          expect(ofText.map(({ old }) => old.id)).toEqual(
            ofText.map(({ old }) => old.id).toSorted((a, b) => a - b),
          );
        }
      }),
    );
  });
});
