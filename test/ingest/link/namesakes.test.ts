import { describe, expect, it } from 'vitest';
import {
  chosenAmong,
  doubtOf,
  type Evidence,
  evidenceOf,
  type SaidOf,
  verdictOn,
} from '../../../src/ingest/link/namesakes.ts';
import { compared, occupationOf } from '../../../src/ingest/link/occupations.ts';

const YEAR = 365.25 * 24 * 3600;
const said = (description: string | null, age: number | null = null, years = 0): SaidOf => ({
  description,
  age,
  at: years * YEAR,
});
const comparedWords = (one: string, other: string) => compared(occupationOf(one), occupationOf(other));

describe('two descriptions', () => {
  it('are at odds where nobody does both in the same years', () => {
    expect(comparedWords('Castleford Rovers goalkeeper', 'deputy finance minister')).toBe('strong conflict');
    expect(comparedWords('a bus driver for Saltby Buses', 'a baker from Mill Lane')).toBe('weak conflict');
  });

  it('go together where the one was the other before, or does both', () => {
    expect(comparedWords('former ski jumper', 'councillor')).toBe('compatible');
    expect(comparedWords('the author of “Beds”', 'health minister')).toBeNull();
    expect(comparedWords('the surgeon', 'health minister')).toBe('compatible');
    expect(comparedWords('the footballer-turned-minister', 'the minister')).toBe('same');
    expect(comparedWords('striker', 'minister and former striker')).toBe('same');
  });

  it('take a racing driver for a sportsman, and a Methodist minister for a clergyman', () => {
    expect(comparedWords('the rally driver', 'the judge')).toBe('strong conflict');
    expect(comparedWords('a Methodist minister', 'the transport minister')).toBe('same');
    expect([...occupationOf('a Methodist minister').fields]).toEqual(['church']);
  });
});

describe('a doubt', () => {
  it('is raised by what is at odds with all that is known, not with some of it', () => {
    expect(doubtOf(said('goalkeeper'), [said('sheriff')])).toBe('strong conflict');
    expect(doubtOf(said('goalkeeper'), [said('sheriff'), said('striker')])).toBeNull();
    expect(doubtOf(said('goalkeeper'), [said(null), said('chairman')])).toBeNull();
    expect(doubtOf(said(null), [said('sheriff')])).toBeNull();
  });

  it('is raised by another age, as it is by then', () => {
    expect(doubtOf(said(null, 33), [said(null, 74)])).toBe('age');
    expect(doubtOf(said(null, 43, 10), [said(null, 33)])).toBeNull();
    expect(doubtOf(said(null, 33, 10), [said(null, 33)])).toBe('age');
    expect(doubtOf(said(null, 36), [said(null, 33)])).toBeNull();
    expect(doubtOf(said(null, 33), [said(null, 74), said(null, 34)])).toBeNull();
  });
});

describe('the verdict on one who is called so', () => {
  const known = (sharedActors: readonly string[], years = 0) => [
    { ...said('sheriff', null, years), sharedActors, sharedPlaces: [] },
  ];
  const verdict = (shared: readonly string[], { years = 0, named = 1, outlets = [] as string[] } = {}) =>
    verdictOn(evidenceOf(said('goalkeeper'), known(shared, years), new Set(outlets), () => named));

  it('is that they are two where nobody is named with both', () => {
    expect(verdict([])).toBe('other');
    expect(verdict(['9'], { outlets: ['9'] })).toBe('other');
  });

  it('is that they are one where several who are not named everywhere are', () => {
    expect(verdict(['7', '8'])).toBe('same');
  });

  it('stays open between', () => {
    expect(verdict(['7'])).toBe('open');
    expect(verdict(['7', '8'], { named: 51 })).toBe('open');
    expect(verdict([], { years: -5 })).toBe('open');
  });

  it('lets neighbours of one outlet or place have two kinds of work, and strangers not', () => {
    const baker = (outlets: readonly string[], places: readonly string[]) =>
      verdictOn(
        evidenceOf(
          said('baker'),
          [{ ...said('plumber'), sharedActors: outlets, sharedPlaces: places }],
          new Set(outlets),
          () => 1,
        ),
      );
    expect([baker([], []), baker(['9'], []), baker([], ['Orsk'])]).toEqual(['other', 'same', 'same']);
  });
});

describe('of several', () => {
  const evidence = (some: Partial<Evidence>): Evidence => ({
    doubt: null,
    alike: false,
    company: 0,
    support: 0,
    nearby: false,
    sameYears: true,
    ...some,
  });
  const among = (...all: Partial<Evidence>[]) =>
    chosenAmong(all.map((some, i) => ({ id: String(i), evidence: evidence(some), ties: 0 })));

  it('the one is meant who leads by more than an outlet', () => {
    expect(among({ support: 2 }, {})).toEqual({ verdict: 'same', id: '0' });
    expect(among({ doubt: 'strong conflict' }, { alike: true })).toEqual({ verdict: 'same', id: '1' });
    expect(among({ nearby: true }, {})).toEqual({ verdict: 'open', id: null });
    expect(among({ support: 4 }, { support: 3 })).toEqual({ verdict: 'open', id: null });
  });

  it('nobody is meant where all are somebody else', () => {
    expect(among({ doubt: 'age' }, { doubt: 'strong conflict' })).toEqual({ verdict: 'other', id: null });
    expect(among({ doubt: 'age' }, {})).toEqual({ verdict: 'open', id: null });
  });
});
