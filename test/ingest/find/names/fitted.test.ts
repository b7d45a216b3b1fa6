import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FEATURE_VERSION } from '../../../../src/ingest/find/names/fitted/features.ts';
import { fittedTagger } from '../../../../src/ingest/find/names/fitted/fitted-tagger.ts';
import provenance from '../../../../src/ingest/find/names/fitted/name-weights.json' with { type: 'json' };
import { WEIGHTS_FILE, weightsFrom } from '../../../../src/ingest/find/names/fitted/weights.ts';
import { tokensOf } from '../../../../src/ingest/find/tokens.ts';

function named(text: string, kind: string): string[] {
  const tokens = tokensOf(text);
  const names = fittedTagger.tag(tokens).filter((name) => name.kind === kind);
  return names.map(({ first, last }) => text.slice(tokens[first]!.start, tokens[last]!.end));
}

describe('the weights', () => {
  const bytes = readFileSync(WEIGHTS_FILE);
  it('are those that their provenance tells of', () => {
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(provenance.sha256);
    expect(provenance.featureVersion).toBe(FEATURE_VERSION);
  });
  it('name each source with its licence, and their own', () => {
    expect(provenance.license).toBe('CC-BY-SA-4.0');
    for (const { name, license } of provenance.sources) expect([name, license]).not.toContain('');
    expect(provenance.sources).toHaveLength(4);
  });
  it('are refused for other features and where bytes are missing', () => {
    const other = { ...provenance, featureVersion: FEATURE_VERSION + 1 };
    expect(() => weightsFrom(bytes, other)).toThrow(/wanted name weights for features \d+, got them for \d+/);
    expect(() => weightsFrom(bytes.subarray(1), provenance)).toThrow(/wanted \d+ bytes .* got \d+/);
  });
});

describe('a company without a telling word', () => {
  it.each([
    ['its shares', 'Shares in Barclays fell 4 percent on Monday.', ['Barclays']],
    ['an ampersand', 'She sued Orsvik & Quill in March.', ['Orsvik & Quill']],
  ])('is known by %s', (_, text, names) => {
    expect(named(text, 'organization')).toEqual(names);
  });
});

const RESULTS = `Football results on Saturday, home team first:
Kellmouth 3 Sarnby 0
Orsvik 1 Halvary 1
Kellmouth scored three goals in the first half of the match. In Kellmouth it rained. Halvary won their last game.`;

describe('a club', () => {
  it('is known by a table of results, and is so in the prose below it', () => {
    expect(named(RESULTS, 'organization')).toEqual([
      'Kellmouth',
      'Sarnby',
      'Orsvik',
      'Halvary',
      'Kellmouth',
      'Halvary',
    ]);
  });
  it('is the town again behind "in"', () => {
    expect(named(RESULTS, 'organization').filter((name) => name === 'Kellmouth')).toHaveLength(2);
    expect(RESULTS.match(/Kellmouth/g)).toHaveLength(3);
  });
  it('of a city is known by whom it beats, in a text on sport', () => {
    const text = 'Chicago beat Boston 4-2 to win the season’s last game. The goals were scored late.';
    expect(named(text, 'organization')).toEqual(['Chicago', 'Boston']);
  });
  it('is none where a country plays', () => {
    const text = 'Norway beat Denmark 2-0 in the final match. Both goals were scored in the first half.';
    expect(named(text, 'organization')).toEqual([]);
    expect(named(text, 'place')).toEqual(['Norway', 'Denmark']);
  });
});

describe('a person', () => {
  it.each([
    ['the title', 'On Monday Kellmouth Mayor Martha Quorn resigned.', ['Martha Quorn']],
    [
      'a title behind an organization',
      'LUNA Secretary General Odo Fenwarden left. LUNA stayed.',
      ['Odo Fenwarden'],
    ],
  ])('is named without %s', (_, text, names) => {
    expect(named(text, 'person')).toEqual(names);
  });
  it('is none where a single word has little for it', () => {
    expect(named('Shoppers queued. Members of the choir sang.', 'person')).toEqual([]);
  });
});

describe('what the model leaves out', () => {
  it('stays an unknown name, so that its bearer may speak', () => {
    const text = 'On Sunday Wenlockia closed its gates.';
    expect([...named(text, 'unknown'), ...named(text, 'organization'), ...named(text, 'place')]).toEqual([
      'Wenlockia',
    ]);
  });
  it('is the rules’ where they are sure', () => {
    expect(named('She left the Clerks’ Guild on Sunday.', 'organization')).toEqual(['Clerks’ Guild']);
  });
});
