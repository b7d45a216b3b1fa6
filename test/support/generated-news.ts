/** A line of JSON Lines: an article, a later version of one, one once more, or the retraction of one. */
export type NewsLine = Readonly<Record<string, unknown>>;

export interface NewsSize {
  readonly lines: number;
  readonly seed: number;
  /** Of 100 lines: how many are later versions, repetitions or retractions of articles that came before. */
  readonly againPercent: number;
}

type Random = () => number;

/**
 * News of an invented country: people who come again and again, the known more often, with their offices, words and meetings.
 * The same size gives the same lines, and a line does not depend on how many follow.
 */
export function* generatedNews({ lines, seed, againPercent }: NewsSize): Generator<NewsLine> {
  const world = worldOf(seed);
  for (let i = 0; i < lines; i++) {
    const random = randomOf(seed * 1_000_003 + i);
    const former = Math.floor(random() * i);
    const again = i > 0 && random() * 100 < againPercent;
    const kind = random();
    if (!again) yield article(world, seed, i, 0);
    else if (kind < 0.6) yield article(world, seed, former, i);
    else if (kind < 0.9) yield article(world, seed, former, 0);
    else yield { retracted: { url: urlOf(former), notice: `Line ${i} takes it back.` } };
  }
}

interface World {
  readonly people: readonly { readonly name: string; readonly office: string; readonly house: House }[];
  readonly houses: readonly House[];
  readonly places: readonly string[];
  readonly papers: readonly string[];
}
interface House {
  readonly name: string;
  readonly acronym: string;
}

const SIZE = { people: 900, houses: 120, places: 90, papers: 14 };
const HEADS = [
  'Bal',
  'Cor',
  'Dren',
  'Esk',
  'Fal',
  'Gor',
  'Hul',
  'Il',
  'Jor',
  'Kel',
  'Lin',
  'Mar',
  'Nor',
  'Os',
];
const TAILS = ['vane', 'dric', 'mora', 'tice', 'lund', 'sby', 'ack', 'ette', 'onis', 'arrow', 'ell', 'iskar'];
const GIVEN = [
  'Ada',
  'Bren',
  'Colm',
  'Dora',
  'Edvin',
  'Greta',
  'Helka',
  'Ivo',
  'Jana',
  'Lukas',
  'Mirel',
  'Olga',
];
const OFFICES = ['Mayor', 'Minister', 'Senator', 'Judge', 'Governor', 'Director'];
const FIELDS = ['Harbour', 'Water', 'Railway', 'Forest', 'School', 'Energy', 'Mining', 'Postal'];
const BODIES = ['Authority', 'Ministry', 'Council', 'Union', 'Commission', 'Agency'];
const TOPICS = [
  'the dam',
  'the ferry line',
  'the new tax',
  'the border road',
  'the grain price',
  'the old bridge',
];
const SAYINGS = [
  'We will not wait another winter for an answer about',
  'Nobody in this valley was asked before they decided on',
  'I have read every page, and I still do not understand',
  'There is money enough, and there is no excuse left for',
  'Our children will ask us what we did about',
  'It was promised three times, and three times we got nothing for',
];

function worldOf(seed: number): World {
  const random = randomOf(seed);
  const name = () => `${pick(HEADS, random)}${pick(TAILS, random)}`;
  const places = Array.from({ length: SIZE.places }, name);
  const houses = Array.from({ length: SIZE.houses }, () => {
    const words = [name(), pick(FIELDS, random), pick(BODIES, random)];
    return { name: words.join(' '), acronym: words.map((word) => word[0]).join('') };
  });
  const people = Array.from({ length: SIZE.people }, () => ({
    name: `${pick(GIVEN, random)} ${name()}`,
    office: pick(OFFICES, random),
    house: pick(houses, random),
  }));
  const papers = Array.from({ length: SIZE.papers }, () => `${pick(places, random)} Courier`);
  return { people, houses, places, papers };
}

/** The article of line `i`; `edition` 0 is its first text, any other number that of a later line. */
function article(world: World, seed: number, i: number, edition: number): NewsLine {
  const random = randomOf((seed + 7) * 999_983 + i);
  const { place, day, topic, people } = cast(world, i, random);
  const [first, second, third] = people;
  const words = SAYINGS.map((saying) => `${saying} ${topic}`).toSorted(() => random() - 0.5);
  const at = `2026-${pad(1 + (i % 12))}-${pad(day)}T${pad(i % 24)}:${pad(i % 60)}:00Z`;
  const told = [
    `${first.office} ${first.name} met ${second.office} ${second.name} in ${place} on Monday for talks about ${topic}.`,
    `“${words[0]},” ${first.name} told reporters after the meeting. “We start again tomorrow.”`,
    `The ${first.house.name} (${first.house.acronym}) said that it would answer within ${2 + (i % 20)} days. ${second.name}, who leads the ${second.house.name}, called the offer “too little and too late.”`,
    `“${words[1]},” said ${third.name}, a spokesman for the ${third.house.name}. Residents of ${pick(world.places, random)} and ${pick(world.places, random)} had protested on Sunday against ${topic}.`,
    `According to ${third.name}, the ${second.house.name} will vote on ${topic} on Friday. ${first.name} denied that a second meeting was planned.`,
    `“${words[2]},” ${second.name} wrote in a statement. “${words[3]}.”`,
    `${filler(world, random)} ${filler(world, random)}`,
    `“${words[4]},” ${first.name} added. ${filler(world, random)}`,
  ];
  const body = edition === 0 ? told : [...told.slice(0, 5), `Line ${edition} adds a word.`, ...told.slice(6)];
  return {
    url: urlOf(i),
    guid: i % 3 === 0 ? `item-${i}` : null,
    publisher: world.papers[i % world.papers.length],
    headline: `${first.name} and ${second.name} meet in ${place} over ${topic}`,
    section: i % 2 ? 'Politics' : 'Region',
    publishedAt: at,
    bylines: [{ name: `${pick(GIVEN, random)} ${pick(HEADS, random)}writer`, role: 'author' }],
    images: [{ caption: `${first.name} in ${place}.`, credit: 'The Courier', url: null }],
    body: body.join('\n\n'),
  };
}

function cast(world: World, i: number, random: Random) {
  const someone = () => world.people[Math.floor(random() ** 3 * world.people.length)]!;
  const people = [someone(), someone(), someone()] as const;
  return { place: pick(world.places, random), day: 1 + (i % 28), topic: pick(TOPICS, random), people };
}

function filler(world: World, random: Random): string {
  return `Ferries to ${pick(world.places, random)} sailed on time, and the ${pick(world.houses, random).name} counted ${Math.floor(random() * 900)} passengers more than a year before.`;
}

function urlOf(i: number): string {
  return `https://courier.example/${i}`;
}

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)]!;
}

/** Mulberry32: the same numbers from the same seed on every machine. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
