import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOUN_CUES, VERB_CUES } from '../../../../src/ingest/find/events/event-cues.ts';

const word = fc.constantFrom(
  'called Quorn on Monday to complain',
  ...'phone telephone conversation call called off tele phoned spoke spoken talked talk by over on at the summit meeting meet meets met news press peace conference talks negotiations visit visited visits trip joint statement vote votes voted voting referendum ballot election by-election runoff run-off primary was were be been is elected re-elected trial court hearing verdict goes go on trial sentenced convicted acquitted attack airstrike air strike bombing shooting shelling assassination bombed shelled opened fire bomb device exploded went off detonated protest demonstration rally walkout march marched protested demonstrated flood earthquake quake hurricane wildfire landslide explosion crash collapse tsunami agreement treaty accord pact deal that sign signed signing ratify ratified put her names name to ceremony funeral inauguration memorial service swearing-in sworn in inaugurated buried crowned laid to rest sat down sit travel travelled to flew fly flies Quorn Vell Monday to complain .'.split(
    ' ',
  ),
);

describe('cues of events', () => {
  it('never stand in a text without one of their words', () => {
    const found = new Set<RegExp>();
    fc.assert(
      fc.property(fc.array(word, { minLength: 4, maxLength: 60 }), (words) => {
        const text = words.join(' ');
        for (const cue of [...NOUN_CUES, ...VERB_CUES]) {
          for (const [match] of text.matchAll(cue.pattern)) {
            found.add(cue.pattern);
            expect(cue.words.some((each) => match.includes(each))).toBe(true);
          }
        }
      }),
      { numRuns: 1000, seed: 7 },
    );
    const unseen = [...NOUN_CUES, ...VERB_CUES].filter(({ pattern }) => !found.has(pattern));
    expect(unseen.map(({ pattern }) => pattern.source)).toEqual([]);
  });
});
