import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewsDocument } from '../../../src/ingest/document.ts';
import { readText } from '../../../src/ingest/scraped/read-text.ts';
import { cpuMs } from '../../support/cpu.ts';

const FIXTURES = new URL('../../fixtures/text/', import.meta.url);
const SAMPLE = new URL('../../../db/sample/', import.meta.url);

function read(raw: string, options = {}): NewsDocument {
  const result = readText(raw, options);
  if (result.kind === 'refused') throw new Error(result.message);
  return result.document;
}

const BODY = 'The mayor of Sarnby, Tabitha Wrenfield, opened the new bridge on Monday.\n\nNobody crossed it.';

describe('readText on the fixtures', () => {
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.json'));

  it.each(names)('reads the document of %s', (name) => {
    const gold = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')).document ?? {};
    const document = read(readFileSync(new URL(name.replace('.json', '.txt'), FIXTURES), 'utf8'));
    const { bodyStarts = '', bodyEnds = '', absent = [], ...fields } = gold;
    expect(document).toMatchObject(fields);
    expect(document.body.startsWith(bodyStarts) && document.body.endsWith(bodyEnds)).toBe(true);
    expect(absent.filter((words: string) => document.body.includes(words))).toEqual([]);
  });
});

describe('readText on the sample corpus', () => {
  const names = readdirSync(SAMPLE).filter((name) => name.endsWith('.txt'));

  it.each(names)('finds time, authors and a clean body in %s', (name) => {
    const document = read(readFileSync(new URL(name, SAMPLE), 'utf8'));
    expect(document.publishedAt).toMatch(/^2026-/);
    expect(document.bylines.some((byline) => byline.role === 'author')).toBe(true);
    expect(document.body).not.toMatch(
      /^(?:Share$|Advertisement|By |card image|Read more|Sign up|about the writer)/m,
    );
    expect(document.body).not.toMatch(/contributed to this report|Photo: |Editing by|\(Kestrel Wire\) —/);
    const paragraphs = document.body.split('\n\n');
    expect(new Set(paragraphs).size).toBe(paragraphs.length);
  });
});

describe('readText', () => {
  it.each([
    ['October 22, 2025 at 1:38PM', '2025-10-22T13:38:00Z', true],
    ['Published 3 March 2026, 14:05', '2026-03-03T14:05:00Z', true],
    ['Oct. 22, 2025, 1:38 p.m. EDT', '2025-10-22T13:38:00-04:00', false],
    ['Wed 22 Oct 2025 14.38 BST', '2025-10-22T14:38:00+01:00', false],
    ['22 October 2025 12:05 AM ET', '2025-10-22T00:05:00-04:00', false],
    ['2025-10-22T13:38:00+02:00', '2025-10-22T13:38:00+02:00', false],
    ['22 October 2025', '2025-10-22T00:00:00Z', true],
  ])('reads the printed time %s', (line, at, assumed) => {
    const document = read(`Bridge opens\n\nThe Sarnby Clarion\n${line}\n\n${BODY}`);
    expect([document.publisher, document.publishedAt, document.publishedZoneAssumed]).toEqual([
      'The Sarnby Clarion',
      at,
      assumed,
    ]);
  });

  it.each([
    ['ORSVIK, 4 March 2026 — ', '', ['ORSVIK', '2026-03-04T00:00:00+01:00', true]],
    ['ORSVIK, Wednesday, March 4, 2026 (Kestrel Wire) - ', '', ['ORSVIK', '2026-03-04T00:00:00+01:00', true]],
    ['Orsvik, 4 March 2026 – ', '', ['Orsvik', '2026-03-04T00:00:00+01:00', true]],
    [
      'ORSVIK, March 4 (Kestrel Wire) — ',
      '/2026/03/04/bridge',
      ['ORSVIK', '2026-03-04T00:00:00+01:00', true],
    ],
    ['ORSVIK, March 4 (Kestrel Wire) — ', '/2026/11/bridge', ['ORSVIK', null, false]],
    ['ORSVIK, March 4 (Kestrel Wire) — ', '/bridge', ['ORSVIK', null, false]],
    ['ORSVIK, 31 February 2026 — ', '', ['ORSVIK', null, false]],
  ])('takes the day of the dateline %s for that of publication (%s)', (dateline, path, wanted) => {
    const options = { timeZone: 'Europe/Oslo', url: `https://clarion.example${path}` };
    const document = read(`Bridge opens\n\n${dateline}${BODY}`, options);
    expect([document.dateline, document.publishedAt, document.publishedZoneAssumed]).toEqual(wanted);
    expect(document.body).toBe(BODY);
  });

  it('prefers a printed time to the day of the dateline', () => {
    const document = read(`Bridge opens\n3 March 2026, 14:05 GMT\n\nORSVIK, 4 March 2026 — ${BODY}`);
    expect(document.publishedAt).toBe('2026-03-03T14:05:00Z');
  });

  it('reads a time without a zone in the zone of the caller, summer time included', () => {
    const at = (line: string) =>
      read(`Bridge opens\n${line}\n\n${BODY}`, { timeZone: 'America/New_York' }).publishedAt;
    expect(at('July 1, 2025 at 9:00AM')).toBe('2025-07-01T09:00:00-04:00');
    expect(at('January 2, 2025 at 9:00AM')).toBe('2025-01-02T09:00:00-05:00');
  });

  it('tells the time of an update from that of publication', () => {
    const document = read(
      `Bridge opens\nUpdated 4 March 2026, 09:00 GMT\nPublished 3 March 2026, 14:05 GMT\n\n${BODY}`,
    );
    expect([document.publishedAt, document.modifiedAt]).toEqual([
      '2026-03-03T14:05:00Z',
      '2026-03-04T09:00:00Z',
    ]);
  });

  it('leaves places, roles and outlets out of bylines', () => {
    const names = (line: string) =>
      read(`Bridge opens\n\n${line}\n\n${BODY}`).bylines.map((byline) => byline.name);
    expect(names('By Ana Kolter in Sarnby and Piers Handel, Political Editor')).toEqual([
      'Ana Kolter',
      'Piers Handel',
    ]);
    expect(names('By Joost van der Velm | The Sarnby Clarion')).toEqual(['Joost van der Velm']);
  });

  it('keeps a paragraph that only looks like a button, a byline or a caption', () => {
    const kept = [
      'Share prices of the bridge company fell by a third on Tuesday.',
      'By Monday evening the water had reached the second step of the town hall.',
      'More from the river was to come, the mayor said, and it came before midnight.',
      'The photo was shown to the court (it had been taken in May).',
      'Correction of the river bed will take ten years, the ministry said.',
      'Watch the water, the old people say, and never the wind.',
    ];
    expect(
      read(`Bridge opens\n\n${BODY}\n\n${kept.join('\n\n')}`)
        .body.split('\n\n')
        .slice(2),
    ).toEqual(kept);
  });

  it.each([
    'Add Kestrel Wire as a preferred source',
    'Lesen Sie auch: Was die Brücke kostet',
    'Lire aussi : Le prix du pont',
    'Stand: 09.06.2026, 17:45 Uhr',
    'Von: Ana Kolter',
    'Par Ana Kolter et Piers Handel',
    '(dpa/hb)',
    'With files from The Kestrel Press',
  ])('leaves out of the body what no reporter wrote: %s', (line) => {
    expect(read(`Bridge opens\n\n${BODY}\n\n${line}\n\n${BODY}`).body).not.toContain(line);
  });

  it.each([
    'Correction: The bridge is 40 metres long, not 400.',
    'Correction, April 17, 2026: The bridge is 40 metres long, not 400.',
    'CORRECTION (April 17, 3:40 p.m.): The bridge is 40 metres long, not 400.',
    'Korrektur vom 17. April 2026: The bridge is 40 metres long, not 400.',
  ])('takes what a publisher corrects for no part of the body: %s', (line) => {
    const { body, corrections } = read(`Bridge opens\n\n${BODY}\n\n${line}`);
    expect(corrections).toEqual(['The bridge is 40 metres long, not 400.']);
    expect(body).not.toContain('400');
  });

  it.each([
    '• This article was amended on 17 April 2026: the bridge is shorter.',
    'Editor’s note: A previous version of this story gave the wrong length.',
    'Anmerkung der Redaktion: In einer früheren Version des Artikels war die Brücke länger.',
  ])('knows a correction by its words: %s', (line) => {
    expect(read(`Bridge opens\n\n${BODY}\n\n${line}`).corrections).toEqual([line]);
  });

  it.each([
    'Corrections officers at 40 prisons – a third of them all – walked out.',
    'Correction April will not bring, the minister said.',
  ])('corrects nothing by a sentence: %s', (line) => {
    expect(read(`Bridge opens\n\n${BODY}\n\n${line}`).corrections).toEqual([]);
  });

  it('keeps a German or French sentence that opens as a byline does', () => {
    const kept = ['Von Ana Kolter, Piers Handel war nichts zu hören.', 'Par Ana Kolter, Piers Handel.'];
    expect(read(`Bridge opens\n\n${BODY}\n\n${kept.join('\n\n')}`).body).toContain(kept.join('\n\n'));
  });

  it('goes on below a heading that scraping left in the middle', () => {
    const long =
      'The river rose by three metres in the night, and the whole of the lower town was carried to the school in boats. '
        .repeat(2)
        .trim();
    const document = read(`Bridge opens\n\n${BODY}\n\nMore from Local\n\n${long}\n\n${long} Again.`);
    expect(document.body).toContain('Again.');
    expect(document.body).not.toContain('More from');
  });

  it('keeps a short paragraph that is said twice', () => {
    expect(
      read(`Bridge opens\n\n${BODY}\n\n“No,” she said.\n\nHe asked again.\n\n“No,” she said.`).body.match(
        /“No,”/g,
      ),
    ).toHaveLength(2);
  });

  it('takes a paragraph above the body for the body where no line of the head follows it', () => {
    const document = read(`Bridge opens\n\n${BODY}`);
    expect(document.standfirst).toBeNull();
    expect(document.body).toBe(BODY);
  });

  it.each([
    ['  \n\n ', 'EMPTY', 'white space'],
    ['a\0b', 'NOT_TEXT', 'NUL character at offset 1'],
    ['x'.repeat(2_000_001), 'TOO_LARGE', 'got 2000001'],
    [`${'word '.repeat(100)}\n\n${BODY}`, 'NO_HEADLINE', 'got a line of 499'],
    ['Share\n\nShare', 'NO_HEADLINE', 'nothing but buttons'],
    ['Bridge opens\n\nShare\n\nBy Ana Kolter', 'NO_BODY', 'Bridge opens'],
  ])('refuses what is no article (%#)', (raw, reason, words) => {
    const result = readText(raw);
    expect(result).toMatchObject({ kind: 'refused', reason });
    expect(result.kind === 'refused' && result.message).toContain(words);
  });

  it('answers any text with a document or a reason, and invents nothing', () => {
    const lines = fc.constantFrom(
      'Share',
      'By Ana Kolter',
      'The Sarnby Clarion',
      '3 March 2026',
      'Photo: A B / C',
      'card image',
      'more from local',
      'about the writer',
      'A plain sentence, long enough to be one.',
      'SARNBY — It rained.',
      '',
      'Correction: It did not.',
      '“',
      '(Reporting by Ana Kolter)',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(lines).map((all) => all.join('\n\n')),
        ),
        (raw) => {
          const result = readText(raw);
          if (result.kind === 'refused') {
            expect(result.message).toContain('wanted');
            return;
          }
          for (const paragraph of result.document.body.split('\n\n'))
            expect(raw.replace(/\s+/g, ' ')).toContain(paragraph);
        },
      ),
    );
  });

  it.each(['a', ' ', '\n', 'By A and ', '(', 'A/B ', '| ', 'SARNBY ', 'A.\n\n', 'More news\n\n'])(
    'reads a megabyte of %j in under two seconds of CPU',
    (unit) => {
      expect(cpuMs(() => readText(unit.repeat(Math.floor(1_000_000 / unit.length))))).toBeLessThan(2_000);
    },
  );
});
