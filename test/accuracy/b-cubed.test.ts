import { describe, expect, it } from 'vitest';
import { bCubed, figuresOf } from './b-cubed.ts';
import { stories } from './story-set.ts';

const linked = (pairs: string) =>
  pairs.split(' ').map((pair) => {
    const [gold = '-', found = '-'] = pair.split('');
    return { gold: gold === '-' ? null : gold, found: found === '-' ? null : found };
  });

describe('B³', () => {
  it('gives what Bagga and Baldwin’s example gives', () => {
    // Two of five joined to the other two: https://aclanthology.org/P98-1012/
    const figures = figuresOf(bCubed(linked('ax ax ax ax ax by by cy cy cy cy cy')));
    expect(figures.precision).toBeCloseTo((100 * (5 + 4 / 7 + 25 / 7)) / 12);
    expect(figures.recall).toBeCloseTo(100);
  });

  it('counts what one side alone has as wrong there', () => {
    expect(figuresOf(bCubed(linked('ax a- -z')))).toMatchObject({ precision: 50, recall: 25 });
  });
});

describe('the stories of the gold', () => {
  it('are 30 articles at least, of two halves, with ids that run across them', () => {
    const all = stories();
    expect(all.length).toBeGreaterThanOrEqual(30);
    expect(new Set(all.map(({ half }) => half))).toEqual(new Set(['dev', 'held']));
    const articlesOf = new Map<string, Set<string>>();
    for (const { name, mentions } of all)
      for (const { id } of mentions) articlesOf.set(id, (articlesOf.get(id) ?? new Set()).add(name));
    const across = [...articlesOf.values()].filter((articles) => articles.size > 1);
    expect(across.length).toBeGreaterThan(40);
  });
});
