import { describe, expect, it } from 'vitest';
import { remembered } from '../../../src/ingest/find/remembered.ts';

describe('what is remembered of words', () => {
  it('is found out once for each word', () => {
    const asked: string[] = [];
    const length = remembered((word) => {
      asked.push(word);
      return word.length;
    });
    expect(['ferry', 'quay', 'ferry', 'superintendent', 'superintendent'].map(length)).toEqual([
      5, 4, 5, 14, 14,
    ]);
    expect(asked).toEqual(['ferry', 'quay', 'superintendent']);
  });

  it('may be that there is nothing, or that it is not so', () => {
    let asked = 0;
    const nothing = remembered(() => {
      asked += 1;
      return null;
    });
    expect([nothing('ferry'), nothing('ferry'), asked]).toEqual([null, null, 1]);
  });

  it('is of the word letter by letter, half a sign too', () => {
    const same = remembered((word) => word);
    const word = 'half a sign: \ud83d';
    expect(same(word)).toBe(word);
  });

  it('is no more than fits in bounded memory', () => {
    let asked = 0;
    const kept = remembered((word) => {
      asked += 1;
      return word.length;
    });
    for (let at = 0; at < 25_000; at += 1) kept(`w${at}`);
    kept('w0');
    expect(asked).toBe(25_001);
    const long = 'x'.repeat(1000);
    kept(long);
    kept(long);
    expect(asked).toBe(25_003);
  });
});
