import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../../src/ingest/decode.ts';
import { FORMAT_READERS } from '../../src/ingest/detect.ts';
import { ingestFile } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { faultsOf } from '../support/hostile.ts';
import { bombs, fixtures, mutatedFixtures } from '../support/mutations.ts';

const SAMPLES = fixtures();

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

describe.each(FORMAT_READERS.map((reader) => [reader.format, reader] as const))(
  'the reader of %s',
  (_, reader) => {
    const ofItsOwn = SAMPLES.filter(({ name, bytes }) => {
      const text = decode(bytes);
      return text !== null && reader.isMine(text, name);
    });
    const mine = ofItsOwn.length > 0 ? ofItsOwn : SAMPLES;

    it('answers 200 mutated ones with what can be stored or a reason, and in time', () => {
      fc.assert(
        fc.property(mutatedFixtures(mine), (sample) => {
          expect(faultsOf(sample, [reader])).toEqual([]);
        }),
        { numRuns: 200 },
      );
    });
  },
);

describe('what is made to exhaust a reader', () => {
  it.each(bombs(200_000).map((bomb) => [bomb.name, bomb] as const))('is answered in time: %s', (_, bomb) => {
    expect(faultsOf(bomb)).toEqual([]);
  });
});

describe('hostile documents on their way into the database', () => {
  it('are stored, unchanged, retracted or refused with a reason', async () => {
    const kinds = new Set<string>();
    await fc.assert(
      fc.asyncProperty(mutatedFixtures(SAMPLES), async ({ name, bytes }) => {
        for await (const result of ingestFile(own.db, { text: bytes, url: null, timeZone: null }, { name }))
          kinds.add(result.kind);
      }),
      { numRuns: 150 },
    );
    expect([...kinds]).toContain('stored');
    expect([...kinds]).toContain('refused');
  });
});
