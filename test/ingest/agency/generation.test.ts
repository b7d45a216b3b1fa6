import { describe, expect, it } from 'vitest';
import { checkItem } from '../../../src/ingest/ninjs/generation.ts';

const uri = 'urn:example:1';

describe('the generation of an item', () => {
  it.each([
    ['names of 1.x', { uri, headline: 'x', byline: 'y' }, 1],
    ['names of 2.x', { uri, headlines: [{ value: 'x' }], versioncreated: '2026-01-01T00:00:00Z' }, 2],
    ['names of 3.x', { uri, headlines: [{ value: 'x' }], versionCreated: '2026-01-01T00:00:00Z' }, 3],
    ['the shape of a property', { uri, renditions: { main: { href: 'https://a.example/' } } }, 1],
    ['a name within a property', { uri, renditions: [{ name: 'main', contenttype: 'image/png' }] }, 2],
    ['a value', { uri, representationtype: 'complete' }, 1],
    ['what it says it follows', { uri, title: 'x', standard: { version: '2.1' } }, 2],
    [
      'the address of its schema',
      { uri, standard: { schema: 'http://iptc.org/std/ninjs/ninjs-schema_2.0.json' } },
      2,
    ],
    ['its names, whatever it says', { uri, eventDetails: {}, standard: { version: '2.2' } }, 3],
    ['nothing: the newest', { uri, title: 'x' }, 3],
  ])('is told by %s', (_, item, generation) => {
    expect(checkItem(item)).toEqual({ generation });
  });
});

describe('formats', () => {
  const checked = (item: Readonly<Record<string, unknown>>) => {
    const result = checkItem(item);
    return 'problem' in result ? result.problem.path.join('.') : 'valid';
  };

  it('are not checked in 1.x, whose own test suite passes any text', () => {
    expect(checked({ uri: 'no uri', headline: 'x', versioncreated: 'yesterday' })).toBe('valid');
  });
  it('of moments are checked since 2.0', () => {
    expect(checked({ uri: 'no uri', headlines: [], versioncreated: 'yesterday' })).toBe('versioncreated');
    expect(checked({ uri: 'no uri', headlines: [], versioncreated: '2026-02-01T00:00:00+01:00' })).toBe(
      'valid',
    );
  });
  it('of URIs are checked since 2.1', () => {
    expect(checked({ uri: 'no uri', headlines: [], standard: { version: '2.1' } })).toBe('uri');
    expect(checked({ uri: 'no uri', headlines: [], standard: { version: '2.0' } })).toBe('valid');
    expect(checked({ uri: 'no uri', versionCreated: '2026-02-01T00:00:00Z' })).toBe('uri');
  });
});

describe('what is wrong', () => {
  const told = (item: Readonly<Record<string, unknown>>) => {
    const result = checkItem(item);
    return (
      'problem' in result &&
      `${result.problem.path.join('.')}: ${result.problem.wanted}; ${result.problem.got}`
    );
  };

  it('is said with its place, what was wanted and what came', () => {
    expect(told({ uri, headline: 'x', person: [{ name: 'A' }, { name: 4 }] })).toBe('person.1.name: text; 4');
    expect(told({ uri, urgency: 0.1 })).toBe('urgency: a whole number from 1 to 9; 0.1');
    expect(told({ headlines: [{}] })).toBe('uri: a URI; nothing');
  });
  it('names the property that was meant', () => {
    expect(told({ uri, headline: 'x', usage_terms: 'y' })).toContain('perhaps usageterms');
  });
  it('of an event is a start both known and expected', () => {
    const dates = { startDate: '2026-01-01T00:00:00Z', expectedStartDate: '2026-01' };
    expect(told({ uri, eventDetails: { dates } })).toContain('startDate and expectedStartDate');
    expect(told({ uri, eventDetails: { dates: { ...dates, endDate: '2026-01-02T00:00:00Z' } } })).toBe(false);
  });
});
