import { randomOf } from './generated-news.ts';
import { SAME, WIRE } from './stories.ts';
import type { Told } from './told.ts';

/**
 * News of one small town in one week, in which nearly every article hangs on others: the same people under several names, the same
 * meetings, words and stories, new versions, other addresses, retractions before and after.
 */
export const TANGLED: Told = {
  people: [
    'Ada Brisk',
    { name: 'Mirel Tovan', aliases: ['Dr Mirel Tovan', 'Tovan'] },
    { name: 'Dr Mirel Tovan', aliases: [] },
    'Olga Reyn',
    { name: 'Tam Oddly', aliases: ['Thomas Oddly'] },
    'Thomas Oddly',
    'Ilse Karran',
  ],
  organizations: [
    { name: 'Harbour Water Board', aliases: ['HWB'] },
    { name: 'Hill Warden Bureau', aliases: ['HWB'] },
    'HWB',
    'The River Office',
    'River Office',
  ],
  described: [
    ['Ada Brisk', 'the goalkeeper'],
    ['Ada Brisk', 'the finance minister', 54],
    ['Ada Brisk', 'the judge'],
    ['Olga Reyn', 'the baker'],
    ['Olga Reyn', 'the plumber', 31],
    ['Ilse Karran', 'the sprinter', 22],
    ['Ilse Karran', 'the surgeon', 61],
  ],
  places: ['Velm', 'Orsk'],
  roles: [
    ['Ada Brisk', 'Harbour Water Board', 'chair'],
    ['Ada Brisk', 'Harbour Water Board', 'Chair'],
    ['Tam Oddly', 'HWB', 'clerk'],
    ['Ilse Karran', 'River Office', 'warden'],
  ],
  quotes: [
    'The river came in the night, and it came through all doors at once.',
    'The river came in the night,',
    'The river came … through all doors at once.',
    'The river came in the night. Nobody had told us to leave our houses.',
    'Nobody had told us to leave our houses, and nobody came.',
  ].flatMap((text, i) => [
    { text, by: ['Ada Brisk'] },
    { text: text.toUpperCase(), by: [i % 2 ? 'Olga Reyn' : 'Mirel Tovan'] },
  ]),
  events: [
    { words: 'the talks', on: '2026-03-03', who: ['Ada Brisk', 'Mirel Tovan'], place: 'Orsk' },
    { words: 'the long talks', on: '2026-03-02', until: '2026-03-04', who: ['Ada Brisk', 'Mirel Tovan'] },
    { words: 'the meeting', on: '2026-03-03', who: ['Mirel Tovan', 'Olga Reyn'], place: 'Velm' },
    { words: 'the vote', kind: 'vote', on: '2026-03-03', place: 'Orsk' },
    { words: 'the ballot', kind: 'vote', on: '2026-03-03', who: ['Tam Oddly'] },
    { words: 'the ruling', kind: 'trial', who: ['Ada Brisk'] },
  ],
};

const NAMES = [...TANGLED.people!, ...TANGLED.organizations!].flatMap((each) =>
  typeof each === 'string' ? each : [each.name, ...each.aliases],
);
const STORIES = [WIRE, ...Object.values(SAME).flatMap(({ first, second }) => [first, second])];

export function tangledNews(seed: number, lines: number): object[] {
  const random = randomOf(seed);
  const some = <T>(all: readonly T[], most: number): T[] =>
    all.filter(() => random() < (most / all.length) * random() * 2);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const address = () => `https://orsk.example/${Math.floor(random() * lines * 1.5)}`;
  return Array.from({ length: lines }, (_, i) => {
    if (random() < 0.07) return { retracted: { url: address(), notice: `Line ${i} takes it back.` } };
    const said = some(TANGLED.quotes!, 3).map(({ text, by }) => `${by[0]}: “${text}”`);
    const told = some(TANGLED.events!, 3).map(({ words }) => `It was at ${words}.`);
    const who = some(TANGLED.described!, 2).map(([, words]) => `In ${one(TANGLED.places!)} came ${words}.`);
    const body = [some(NAMES, 6).join(' saw '), ...who, ...said, ...told, random() < 0.3 ? one(STORIES) : ''];
    return {
      url: random() < 0.2 ? null : address(),
      otherUrls: random() < 0.1 ? [address()] : [],
      guid: random() < 0.3 ? `item-${Math.floor(random() * lines)}` : null,
      publisher: one([null, 'The Orsk Herald', 'Orsk Herald', 'HWB']),
      headline: `Line ${i}`,
      body: body.filter(Boolean).join('\n\n') || 'Nothing.',
      bodyStatus: one(['available', 'available', 'available', 'available', 'withheld']),
      publishedAt: `2026-03-0${1 + Math.floor(random() * 7)}T10:00:00Z`,
      embargoedUntil: random() < 0.1 ? '9000-01-01T00:00:00Z' : null,
      bylines: some(['Olga Reyn', 'olga reyn', 'Ilse Karran'], 1).map((name) => ({ name, role: 'author' })),
      subjects: some(['Q1', 'Q2'], 1).map((item) => ({
        kind: one(['person', 'organization']),
        name: one(['Ada Brisk', 'Thomas Oddly', 'HWB']),
        uri: `https://www.wikidata.org/entity/${item}`,
      })),
    };
  });
}
