import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesOf } from '../../../../src/ingest/find/dates/dates.ts';
import { eventsOf } from '../../../../src/ingest/find/events/events.ts';
import { readText } from '../../../../src/ingest/scraped/read-text.ts';
import { cpuMs } from '../../../support/cpu.ts';
import { named } from '../../named.ts';

const FIXTURES = new URL('../../../fixtures/text/', import.meta.url);
// A Wednesday.
const PUBLISHED = '2025-10-22T13:38:00Z';

interface Given {
  people?: readonly string[];
  places?: readonly string[];
  captions?: readonly string[];
  publishedAt?: string | null;
}

function find(
  text: string,
  {
    people = ['Selma Orvane', 'Dario Welk'],
    places = ['Sarnby'],
    captions = [],
    publishedAt = PUBLISHED,
  }: Given = {},
) {
  const { actors, mentions } = named(text, people, places);
  const dates = datesOf(text, publishedAt);
  const found = eventsOf({ text, publishedAt, actors, mentions, dates, captions });
  const events = found.events.map(({ participants, ...event }) => ({
    ...event,
    participants: participants.map((at) => actors[at]?.name),
  }));
  return {
    events,
    mentions: found.mentions,
    words: found.mentions.map(({ span }) => text.slice(span.start, span.end)),
  };
}

const BOTH = expect.arrayContaining(['Selma Orvane', 'Dario Welk']);

describe('eventsOf on the fixtures', () => {
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith('.json'));
  const golds = names.map((name) => ({
    name,
    gold: JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')),
  }));

  it.each(golds.filter(({ gold }) => gold.events))('finds the events of $name', ({ name, gold }) => {
    const result = readText(readFileSync(new URL(name.replace('.json', '.txt'), FIXTURES), 'utf8'));
    if (result.kind === 'refused') throw new Error(result.message);
    const { body, publishedAt } = result.document;
    const { events } = find(body, { people: gold.people ?? [], places: [], publishedAt });
    for (const { participants, ...event } of gold.events) {
      expect(events).toContainEqual(
        expect.objectContaining({ ...event, participants: expect.arrayContaining(participants) }),
      );
    }
  });
});

describe('eventsOf', () => {
  it.each([
    [
      'Selma Orvane met Dario Welk in Sarnby on Monday.',
      { kind: 'meeting', status: 'happened', earliest: '2025-10-20', place: 'Sarnby', participants: BOTH },
    ],
    [
      'Selma Orvane plans to meet Dario Welk on Friday.',
      { kind: 'meeting', status: 'planned', earliest: '2025-10-24', participants: BOTH },
    ],
    [
      'Selma Orvane said Tuesday that she will not meet Dario Welk this month.',
      { kind: 'meeting', status: 'cancelled', precision: 'month', participants: BOTH },
    ],
    [
      'Selma Orvane denied that she had met Dario Welk on Sunday.',
      { kind: 'meeting', status: 'denied', earliest: '2025-10-19', participants: BOTH },
    ],
    [
      'In Thursday’s phone call with Orvane, Dario Welk asked for more.',
      { kind: 'call', status: 'happened', earliest: '2025-10-16', participants: BOTH },
    ],
    [
      'In a subsequent tense White House meeting Friday with Welk, Orvane urged him to go.',
      { kind: 'meeting', earliest: '2025-10-17', place: 'White House', participants: BOTH },
    ],
    [
      'It was agreed at the Orvane-Welk summit in Sarnby in August.',
      { kind: 'summit', name: 'Sarnby summit', precision: 'month', participants: BOTH },
    ],
    [
      'A joint statement issued Tuesday morning backed the plan.',
      { kind: 'statement', status: 'happened', earliest: '2025-10-21' },
    ],
    [
      'The council voted on Tuesday to close the bridge.',
      { kind: 'vote', status: 'happened', earliest: '2025-10-21' },
    ],
    [
      'A meeting that had been set for Monday was cancelled on Tuesday.',
      { kind: 'meeting', status: 'cancelled', earliest: '2025-10-27' },
    ],
    [
      'Foreign Minister Selma Orvane will travel to Corrane next week.',
      { kind: 'visit', status: 'planned', place: 'Corrane', precision: 'week' },
    ],
    [
      'Orvane and Welk signed a treaty on Monday that shares the river.',
      { kind: 'agreement', status: 'happened', earliest: '2025-10-20', participants: BOTH },
    ],
    [
      'Orvane called Dario Welk on Monday to complain, an aide said.',
      { kind: 'call', status: 'happened', earliest: '2025-10-20', participants: BOTH },
    ],
    [
      'Welk will be sworn in on Nov. 4.',
      { kind: 'ceremony', status: 'planned', earliest: '2025-11-04', participants: ['Dario Welk'] },
    ],
    ['Welk will visit the school on Friday.', { kind: 'visit', status: 'planned', earliest: '2025-10-24' }],
    ['A bomb exploded at a market on Sunday.', { kind: 'attack', earliest: '2025-10-19' }],
    [
      'Welk is expected to sign the bill on Monday at a ceremony on the docks.',
      { kind: 'ceremony', status: 'planned', earliest: '2025-10-27' },
    ],
    [
      'A meeting of Orvane and the union’s leader, Dario Welk, will be held on Friday.',
      { kind: 'meeting', earliest: '2025-10-24' },
    ],
    ['The parliament is to vote on the treaty on 10 December.', { kind: 'vote', earliest: '2025-12-10' }],
    [
      'Selma Orvane and her colleague from Corrane, Dario Welk, will hold a summit on Friday.',
      { kind: 'summit', participants: BOTH },
    ],
    ['Orvane, 61, and Welk met on Monday.', { kind: 'meeting', participants: BOTH }],
    ['There was a summit of envoys in the border town of Sarnby.', { kind: 'summit', place: 'Sarnby' }],
  ])('reads %s', (text, expected) => {
    expect(find(text).events).toEqual([expect.objectContaining(expected)]);
  });

  it('gives a second verb the subject of the first', () => {
    const people = ['Selma Orvane', 'Dario Welk', 'Ada Brill'];
    const { events } = find('Orvane met Welk on Monday and held talks with Brill on Tuesday.', { people });
    expect(events).toMatchObject([
      { earliest: '2025-10-20', participants: BOTH },
      { earliest: '2025-10-21', participants: expect.arrayContaining(['Selma Orvane', 'Ada Brill']) },
    ]);
  });

  it('takes “she” for the first person of the sentence before', () => {
    const people = ['Selma Orvane', 'Dario Welk', 'Ada Brill'];
    const { events } = find('Orvane thanked Welk. She will meet Brill on Friday.', { people });
    expect(events[0]?.participants).toEqual(expect.arrayContaining(['Selma Orvane', 'Ada Brill']));
  });

  it('takes no union for one who is met with its leader', () => {
    const text = 'Orvane will meet the leader of the Pitmen, Dario Welk, on Friday.';
    const { actors, mentions } = named(text, ['Selma Orvane', 'Dario Welk']);
    const [at, name] = [text.indexOf('Pitmen'), 'Pitmen'];
    const union = { kind: 'organization' as const, name, aliases: [], description: null, confidence: 1 };
    const mention = {
      kind: 'organization' as const,
      span: { start: at, end: at + name.length },
      name,
      actor: 2,
      event: null,
      confidence: 1,
    };
    const { events } = eventsOf({
      text,
      publishedAt: PUBLISHED,
      actors: [...actors, union],
      mentions: [...mentions, mention].sort((a, b) => a.span.start - b.span.start),
      dates: datesOf(text, PUBLISHED),
    });
    expect(events).toMatchObject([{ participants: [0, 1] }]);
  });

  it('joins “the accord” to the one that it can be', () => {
    const { events, words } = find(
      'A treaty was signed in Sarnby on Monday. Orvane and Welk put their names to the accord on a barge.',
    );
    expect(events).toMatchObject([
      { kind: 'agreement', earliest: '2025-10-20', place: 'Sarnby', participants: BOTH },
    ]);
    expect(words.length).toBeGreaterThan(1);
  });

  it('takes “the two” and “they” for the people named before', () => {
    const { events } = find('Selma Orvane and Dario Welk share a bridge. The two will meet again in May.');
    expect(events).toMatchObject([
      { kind: 'meeting', status: 'planned', earliest: '2026-05-01', participants: BOTH },
    ]);
  });

  it('takes no house where people meet for one of them', () => {
    const text = 'Orvane and Welk met at the Customs House on Monday.';
    const { actors, mentions } = named(text, ['Selma Orvane', 'Dario Welk']);
    const house = {
      kind: 'organization' as const,
      name: 'Customs House',
      aliases: [],
      description: null,
      confidence: 1,
    };
    const start = text.indexOf(house.name);
    const span = { start, end: start + house.name.length };
    const mention = { kind: house.kind, span, name: house.name, actor: 2, event: null, confidence: 1 };
    const dates = datesOf(text, PUBLISHED);
    const { events } = eventsOf({
      text,
      publishedAt: PUBLISHED,
      actors: [...actors, house],
      mentions: [...mentions, mention],
      dates,
    });
    expect(events).toMatchObject([{ place: 'Customs House', participants: [0, 1] }]);
  });

  it('joins the mentions of one event and keeps its narrowest date', () => {
    const text =
      'Orvane and Welk held a summit in Sarnby in August. At the Sarnby summit on Aug. 15, Orvane gave way. The summit was short.';
    const { events, words } = find(text);
    expect(events).toMatchObject([
      { kind: 'summit', earliest: '2025-08-15', latest: '2025-08-15', precision: 'day' },
    ]);
    expect(words).toEqual(['a summit', 'the Sarnby summit', 'The summit']);
  });

  it('keeps two meetings of the same people on two days apart', () => {
    expect(find('Orvane met Welk on Monday. Orvane met Welk again on Tuesday.').events).toHaveLength(2);
  });

  it('keeps a meeting that is called off apart from one that was held', () => {
    const { events } = find('Orvane met Welk on Monday. Orvane will not meet Welk on Friday.');
    expect(events.map((event) => event.status)).toEqual(['happened', 'cancelled']);
  });

  it.each([
    'Orvane called for a meeting to be prepared.',
    'The announcement was met with anger.',
    'Welk resisted calls for a summit.',
    'They meet the demands of the council.',
    'The mayor wants a vote.',
    'The agreement is long and the flood was high.',
    'Welk won by 212 votes on Monday.',
    'Orvane called Dario Welk a liar on Monday.',
    'Orvane called Dario Welk to the stand on Monday.',
    'The trade of the past year was brisk; the vote over the past nine months was long.',
  ])('finds none in %s', (text) => {
    expect(find(text).events).toEqual([]);
  });
});

describe('eventsOf with captions', () => {
  const text = 'It was agreed at the Orvane-Welk summit in Sarnby in August.';

  it('narrows an event by the day of the picture that shows its place', () => {
    const captions = ['Mayor Selma Orvane greets Dario Welk Friday, Aug. 15, 2025, at the Old Quay, Sarnby.'];
    expect(find(text, { captions }).events).toMatchObject([
      { earliest: '2025-08-15', latest: '2025-08-15', precision: 'day' },
    ]);
  });

  it.each([
    'Cows graze near Lindrow on Friday, Aug. 15, 2025.',
    'Orvane greets Welk in Sarnby on Friday, Sept. 12, 2025.',
    'Orvane greets Welk in Sarnby.',
  ])('leaves it alone for the caption %s', (caption) => {
    expect(find(text, { captions: [caption] }).events).toMatchObject([{ precision: 'month' }]);
  });

  it('finds no event in a caption alone', () => {
    expect(
      find('Nothing happened.', { captions: ['Orvane met Welk on Friday, Aug. 15, 2025.'] }).events,
    ).toEqual([]);
  });
});

describe('eventsOf, any text', () => {
  const parts = fc.constantFrom(
    'Selma Orvane ',
    'Welk ',
    'met ',
    'will ',
    'the ',
    'a ',
    'summit ',
    'meeting ',
    'in Sarnby ',
    'on Friday',
    ', ',
    '. ',
    'and ',
    'vote ',
    'with ',
    'denied that ',
    'the two ',
    'she ',
    '“',
    'call ',
    'August ',
  );

  it('gives mentions in range that point at their events, each with what makes it one', () => {
    fc.assert(
      fc.property(
        fc.array(parts).map((all) => all.join('')),
        (text) => {
          const { events, mentions } = find(text);
          for (const mention of mentions) {
            expect(mention.span.start).toBeGreaterThanOrEqual(0);
            expect(mention.span.end).toBeGreaterThan(mention.span.start);
            expect(mention.span.end).toBeLessThanOrEqual(text.length);
            expect(events[mention.event ?? -1]?.name).toBe(mention.name);
          }
          for (const event of events) {
            expect(event.earliest !== null || event.place !== null || event.participants.length >= 2).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  it.each(['meeting ', 'the meeting ', 'met ', 'a ', 'the two met on Monday. ', 'and the '])(
    'reads a megabyte of %j in under four seconds of CPU',
    (unit) => {
      expect(cpuMs(() => find(unit.repeat(1_000_000 / unit.length)))).toBeLessThan(4_000);
    },
  );
});

describe('the name of an event', () => {
  const nameOf = (text: string) => find(text).events[0]?.name;
  it.each([
    ['Selma Orvane and Dario Welk spoke by telephone on Monday.', 'phone call between Orvane and Welk'],
    ['Orvane and Welk agreed to it in a phone call on Monday.', 'phone call between Orvane and Welk'],
    ['Orvane will hold a news conference with Welk on Friday.', 'news conference with Welk and Orvane'],
    ['Orvane and Welk said in a joint statement that it was cold.', 'joint statement by Orvane and Welk'],
    ['Selma Orvane will travel to Sarnby on Friday.', 'Orvane’s visit to Sarnby'],
    ['The rowers won in Sunday’s mayoral election.', 'mayoral election'],
    ['The rowers held their own vote on Sunday.', 'vote on October 19, 2025'],
    ['The election in March will be close.', 'election in March 2026'],
    ['The treaty of 1958 is old.', 'treaty of 1958'],
    ['The Corrane Assembly voted on Tuesday to close it.', 'Corrane Assembly vote'],
    ['The city council meets on Monday.', 'city council meeting'],
    [
      'The Corrane Assembly will vote on the Orsvik Dam on Friday.',
      'Corrane Assembly vote on the Orsvik Dam',
    ],
    ['The vote on the bill on Friday will be close.', 'vote on the bill'],
    ['The leaders of Corrane and Orsvik will meet on Friday.', 'meeting of leaders of Corrane and Orsvik'],
    ['Ada Brill was elected mayor of Tarn Quay on Sunday.', 'election for mayor of Tarn Quay'],
    [
      'A court sentenced the former harbour director to two years on Friday.',
      'trial of the former harbour director',
    ],
    ['There was no meeting at the Sarnby inn on Monday.', 'meeting in Sarnby'],
    ['Orvane had a meeting with Welk on Friday.', 'meeting between Welk and Orvane'],
    ['Rowers had talks in Sarnby on Monday.', 'talks in Sarnby'],
  ])('is made of what is told in: %s', (text, name) => {
    expect(nameOf(text)).toBe(name);
  });
});
