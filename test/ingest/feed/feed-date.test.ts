import { expect, it } from 'vitest';
import { feedDate } from '../../../src/ingest/feed/feed-date.ts';

it.each([
  ['Mon, 4 May 26 09:05 EDT', '2026-05-04T09:05:00-04:00', false],
  ['Di, 05 Mai 2026 10:00:00 +0200', '2026-05-05T10:00:00+02:00', false],
  ['mer., 05 août 2026 10:00:00 GMT', '2026-08-05T10:00:00Z', false],
  ['3 maggio 2026', '2026-05-03T00:00:00Z', true],
  ['5 Janaury 2026', '2026-01-05T00:00:00Z', true],
])('reads %s', (stated, at, zoneAssumed) => {
  expect(feedDate(stated, 'UTC')).toEqual({ at, zoneAssumed });
});

it.each(['12 foo 2026', '31 juin 2026', 'mardi'])('reads nothing out of %s', (stated) => {
  expect(feedDate(stated, 'UTC')).toBeNull();
});
