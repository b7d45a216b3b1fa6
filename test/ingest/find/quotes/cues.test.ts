import { describe, expect, it } from 'vitest';
import { cueOf } from '../../../../src/ingest/find/quotes/cues.ts';

describe('a cue word', () => {
  it.each([
    ['said', 'say', 'say', 'past'],
    ['told', 'tell', 'say', 'past'],
    ['declaring', 'declare', 'say', 'participle'],
    ['replies', 'reply', 'say', 'third'],
    ['calls', 'call', 'naming', 'third'],
    ['believed', 'believe', 'think', 'past'],
    ['admitted', 'admit', 'speech', 'past'],
  ])('is known in the form %s', (word, lemma, cueClass, form) => {
    expect(cueOf(word)).toEqual({ lemma, class: cueClass, form });
  });
  it('is no other word', () => {
    expect(cueOf('ferry')).toBeNull();
  });
});
