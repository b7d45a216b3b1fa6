import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/ingest/moment.ts';

describe('readMoment', () => {
  it.each([
    ['2026-03-04T07:30:00Z', '2026-03-04T07:30:00Z', false],
    ['2026-03-04T07:30:00.123+0100', '2026-03-04T07:30:00.123+01:00', false],
    ['2026-03-04 07:30 +01:00', '2026-03-04T07:30:00+01:00', false],
    ['2026-03-04T07:30', '2026-03-04T07:30:00+01:00', true],
    ['2026-03-04', '2026-03-04T00:00:00+01:00', true],
    ['20260304T073000Z', '2026-03-04T07:30:00Z', false],
    ['20260304', '2026-03-04T00:00:00+01:00', true],
    ['Wed, 04 Mar 2026 07:30:00 GMT', '2026-03-04T07:30:00Z', false],
    ['Wed, 04 Mar 2026 07:30:00 +0100', '2026-03-04T07:30:00+01:00', false],
    ['March 4, 2026 7:30 am EST', '2026-03-04T07:30:00-05:00', false],
    ['4 July 2026, 07:30', '2026-07-04T07:30:00+02:00', true],
    [1_772_605_800, '2026-03-04T06:30:00.000Z', false],
    ['1772605800000', '2026-03-04T06:30:00.000Z', false],
  ])('reads %s', (stated, at, zoneAssumed) => {
    expect(readMoment(stated, 'Europe/Oslo')).toEqual({ at, zoneAssumed });
  });

  it.each(['', 'yesterday', '2026-02-30', '2026-03-04T25:00:00Z', '0000-00-00T00:00:00', null, {}, 12])(
    'reads nothing out of %s',
    (stated) => {
      expect(readMoment(stated, 'UTC')).toBeNull();
    },
  );
});
