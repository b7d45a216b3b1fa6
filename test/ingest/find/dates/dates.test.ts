import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesOf, localDayOf } from '../../../../src/ingest/find/dates/dates.ts';
import { cpuMs } from '../../../support/cpu.ts';

// A Wednesday.
const PUBLISHED = '2025-10-22T13:38:00Z';

const read = (text: string, publishedAt: string | null = PUBLISHED) =>
  datesOf(text, publishedAt).map(({ text: words, earliest, latest, precision }) =>
    earliest === latest
      ? `${words}: ${earliest} ${precision}`
      : `${words}: ${earliest}/${latest} ${precision}`,
  );

describe('datesOf, weekdays', () => {
  it.each([
    [
      'Orvane will meet the leader of the United Pitmen, Ada Welk, on Friday in Velm.',
      'Friday: 2025-10-24 day',
    ],
    ['Orvane called off Friday’s meeting with Welk.', 'Friday: 2025-10-24 day'],
    ['Orvane cancelled Tuesday’s meeting with Welk.', 'Tuesday: 2025-10-21 day'],
    ['Orvane promised an answer by Friday.', 'Friday: 2025-10-24 day'],
    ['Orvane answered by Friday.', 'Friday: 2025-10-17 day'],
    ['The pitmen plan a rally in Velm on Saturday, whatever the outcome.', 'Saturday: 2025-10-25 day'],
    ['Orvane called on them to come to Saturday’s rally.', 'Saturday: 2025-10-25 day'],
    ['Orvane said Tuesday that she will not go.', 'Tuesday: 2025-10-21 day'],
    ['Orvane on Saturday met the council.', 'Saturday: 2025-10-18 day'],
    ['Orvane will meet the council on Saturday.', 'Saturday: 2025-10-25 day'],
    [
      'Orvane plans to meet Welk on Wednesday at city hall, a trip that was announced late.',
      'Wednesday: 2025-10-22 day',
    ],
    ['The fair will run from 3 to 6 November.', '3 to 6 November: 2025-11-03/2025-11-06 day'],
    ['A hearing is scheduled for Friday.', 'Friday: 2025-10-24 day'],
    ['The vote will be held on Monday.', 'Monday: 2025-10-27 day'],
    ['A meeting that had been set for Monday was cancelled.', 'Monday: 2025-10-27 day'],
    ['In Thursday’s phone call with Orvane, Welk again asked for money.', 'Thursday: 2025-10-16 day'],
    ['On Thursday, the council will vote.', 'Thursday: 2025-10-23 day'],
    ['A statement issued Tuesday morning backed her.', 'Tuesday morning: 2025-10-21 day'],
    ['Last Friday’s meeting ended early.', 'Last Friday: 2025-10-17 day'],
    ['She returns next Tuesday.', 'next Tuesday: 2025-10-28 day'],
    ['Last Wednesday they rested.', 'Last Wednesday: 2025-10-15 day'],
    ['The dam could have held back all of Saturday’s water.', 'Saturday: 2025-10-18 day'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it('takes the day in the offset that the publisher printed', () => {
    expect(read('She spoke on Tuesday.', '2025-10-21T23:30:00-04:00')).toEqual(['Tuesday: 2025-10-21 day']);
    expect(read('She spoke today.', '2025-10-22T00:30:00+09:00')).toEqual(['today: 2025-10-22 day']);
    expect(localDayOf('2025-10-21T23:30:00-04:00')).toBe('2025-10-21');
  });

  it('tells two dates of a sentence apart by their own clauses', () => {
    expect(read('The council, which met Monday, will vote Friday.')).toEqual([
      'Monday: 2025-10-20 day',
      'Friday: 2025-10-24 day',
    ]);
  });
});

describe('datesOf, days', () => {
  it.each([
    ['They met on Friday, Aug. 15, 2025, at the quay.', 'Friday, Aug. 15, 2025: 2025-08-15 day'],
    ['It opened on 3 March 2024.', '3 March 2024: 2024-03-03 day'],
    ['It was signed on Sept. 3.', 'Sept. 3: 2025-09-03 day'],
    ['The vote is planned for March 12.', 'March 12: 2026-03-12 day'],
    ['A summit is to be held on June 3 and 4.', 'June 3 and 4: 2026-06-03/2026-06-04 day'],
    ['It ran from Aug. 10 to Aug. 12.', 'Aug. 10 to Aug. 12: 2025-08-10/2025-08-12 day'],
    ['It arrived two days ago.', 'two days ago: 2025-10-20 day'],
    ['She left yesterday.', 'yesterday: 2025-10-21 day'],
    ['The file is dated 2025-10-02.', '2025-10-02: 2025-10-02 day'],
    ['There was no meeting on Saturday, at midnight or later.', 'Saturday: 2025-10-18 day'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });
});

describe('datesOf, periods', () => {
  it.each([
    ['Last week, Orvane asked Welk to stay.', 'Last week: 2025-10-13/2025-10-19 week'],
    ['The committee will vote next month.', 'next month: 2025-11-01/2025-11-30 month'],
    ['They last met at a summit in Ravensholt in August.', 'August: 2025-08-01/2025-08-31 month'],
    ['They will meet again in May.', 'May: 2026-05-01/2026-05-31 month'],
    ['The fleet came back in December.', 'December: 2024-12-01/2024-12-31 month'],
    ['She is a candidate in April’s election.', 'April: 2025-04-01/2025-04-30 month'],
    ['It opened in June 2023.', 'June 2023: 2023-06-01/2023-06-30 month'],
    ['The snow melted this spring.', 'this spring: 2025-03-01/2025-05-31 season'],
    ['It froze last winter.', 'last winter: 2024-12-01/2025-02-28 season'],
    ['The yard closed in 2024.', '2024: 2024-01-01/2024-12-31 year'],
    ['Work would begin next year.', 'next year: 2026-01-01/2026-12-31 year'],
    ['The yard was built in the 1990s.', '1990s: 1990-01-01/1999-12-31 decade'],
    ['It broke two weeks ago.', 'two weeks ago: 2025-10-06/2025-10-12 week'],
    ['They met last weekend.', 'last weekend: 2025-10-18/2025-10-19 week'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it('reads “April’s election” as the coming one where that is nearer', () => {
    expect(read('His rival in April’s election said so.', '2026-02-05T11:20:00Z')).toEqual([
      'April: 2026-04-01/2026-04-30 month',
    ]);
  });

  it('reads “this week” on a Sunday as the coming week where the clause looks ahead', () => {
    const sunday = '2026-04-26T22:15:00Z';
    expect(read('He would meet them this week.', sunday)).toEqual(['this week: 2026-04-27/2026-05-03 week']);
    expect(read('He met them this week.', sunday)).toEqual(['this week: 2026-04-20/2026-04-26 week']);
  });
});

describe('datesOf, lengths of time that end now', () => {
  it.each([
    ['Over the past nine months nothing moved.', 'past nine months: 2025-01-22/2025-10-22 month'],
    ['Rents have risen in the past year.', 'past year: 2024-10-22/2025-10-22 year'],
    ['It has rained for the last two weeks.', 'last two weeks: 2025-10-08/2025-10-22 week'],
    ['It was said a few days ago.', 'a few days ago: 2025-10-16/2025-10-20 week'],
  ])('%s', (text, date) => {
    expect(read(text)).toEqual([date]);
  });

  it('reads none where nothing says how long', () => {
    expect(read('Nothing moved in the past several months.')).toEqual([]);
  });
});

describe('datesOf, what is no date', () => {
  it.each([
    'It may rain, and the crowd will march on the square.',
    'May Orvane and April Welk sat in the sun.',
    'The second car, 61, cost 2,000 marks at 5 p.m.',
    'He paid $2024 for 1990 sheep.',
    'It opens every Friday and on most Sundays.',
    'The Black Friday sale was in the Sunday Times.',
    'It was on the front page of Halvary Today.',
    'The river gives a third of its water in summer.',
    'The ship left at 10:30 in the morning.',
    'He took a minute, a second and a decade of patience.',
  ])('finds none in %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('finds full dates alone where the time of publication is unknown', () => {
    const text =
      'On Friday, yesterday, last week and in August nothing happened; on March 3, 2024, and in May 2021 it did.';
    expect(read(text, null)).toEqual([
      'March 3, 2024: 2024-03-03 day',
      'May 2021: 2021-05-01/2021-05-31 month',
    ]);
  });

  it('finds no day that no calendar has', () => {
    expect(read('It was on February 30, 2025.').filter((date) => date.endsWith('day'))).toEqual([]);
  });
});

describe('datesOf, any text', () => {
  const parts = fc.constantFrom(
    'Tuesday',
    'last ',
    'Aug. 15',
    ', 2025',
    ' in May',
    'the 1990s',
    ' will ',
    'said ',
    '. ',
    '\n\n',
    '“',
    'next week',
    '12/31/2024',
    '3 ',
    ' to ',
    'and 4',
    '2',
    '\u00a0',
    'spring',
  );

  it('gives spans in order, disjoint and in range, with real days in order', () => {
    fc.assert(
      fc.property(
        fc.array(parts).map((all) => all.join('')),
        (text) => {
          let end = 0;
          for (const date of datesOf(text, PUBLISHED)) {
            expect(date.span.start).toBeGreaterThanOrEqual(end);
            expect(text.slice(date.span.start, date.span.end)).toBe(date.text);
            expect(date.text.trim()).toBe(date.text);
            expect(new Date(date.earliest).toISOString().slice(0, 10)).toBe(date.earliest);
            expect(new Date(date.latest).toISOString().slice(0, 10)).toBe(date.latest);
            expect(date.earliest <= date.latest).toBe(true);
            end = date.span.end;
          }
        },
      ),
    );
  });

  it.each(['a', '1 ', 'Tuesday ', 'in May ', 'two ', '2 days ', 'will ', ', '])(
    'reads a megabyte of %j in under two seconds of CPU',
    (unit) => {
      const text = unit.repeat(1_000_000 / unit.length);
      expect(cpuMs(() => datesOf(text, PUBLISHED))).toBeLessThan(2_000);
    },
  );
});
