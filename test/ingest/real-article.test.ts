import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { datesOf } from '../../src/ingest/find/dates/dates.ts';
import { ingestText } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';

/** A real article, which belongs to its publisher: it is measured with where it is at hand, and never copied. */
const FILE = new URL('../../../shared/corpus/wasted-meeting.txt', import.meta.url);
const here = existsSync(FILE);
if (!here) console.warn('SKIPPED: the real article is not at hand; the fixtures cover its traps without it.');

/** Who speaks in each marked segment of the body, in the order of the text. */
const SPEAKERS = [
  'Donald Trump',
  'Donald Trump',
  'Donald Trump',
  'a White House official',
  'a White House official',
  'Sergei Lavrov',
  'Sergei Lavrov',
  'Sergei Lavrov',
  'Sergei Lavrov',
  'Donald Trump',
  'Donald Trump',
  'the statement',
  'the statement',
  'Sergei Lavrov',
  'Donald Trump',
  'Tatiana Stanovaya',
  'Tatiana Stanovaya',
  'Tatiana Stanovaya',
  'Tatiana Stanovaya',
];

/** What its 19 date expressions mean: two in its head, the others in the body, in order. */
const PRINTED = ['2025-10-22', '2025-08-15'];
const DATES = [
  '2025-10-21',
  '2025-10-16/2025-10-20',
  '2025-10-13/2025-10-19',
  '2025-10-21',
  '2025-10-21',
  '2025-10-13/2025-10-19',
  '2025-08-01/2025-08-31',
  '2025-10-18',
  '2025-08-01/2025-08-31',
  '2025-10-21',
  '2025-01-22/2025-10-22',
  '2025-10-22',
  '2025-10-21',
  '2025-10-16',
  '2025-10-17',
  '2024-10-22/2025-10-22',
  '2024-01-01/2024-12-31',
];

const QUERY = `{ articles { nodes {
  headline standfirst publishedAt publishedZoneAssumed body publisher { name }
  bylines { name role person { name } } images { caption credit }
  people(first: 50) { nodes { name quotes { totalCount } } } organizations(first: 50) { nodes { name } }
  quotes(first: 100) { nodes { text kind spans { start end }
    speakers { __typename ... on Actor { name } ... on UnnamedSource { description kind } } } }
  events(first: 50) { nodes { name kind status date { earliest latest precision } participants { nodes { name } } } }
} } }`;

interface Served {
  readonly body: string;
  readonly publishedAt: string;
  readonly images: readonly { caption: string | null }[];
  readonly quotes: { nodes: readonly ServedQuote[] };
  readonly people: { nodes: readonly { name: string }[] };
  readonly organizations: { nodes: readonly { name: string }[] };
  readonly events: { nodes: readonly ServedEvent[] };
  readonly [field: string]: unknown;
}
interface ServedQuote {
  readonly text: string;
  readonly spans: readonly { start: number; end: number }[];
  readonly speakers: readonly { __typename: string; name?: string; description?: string }[];
}
interface ServedEvent {
  readonly kind: string;
  readonly date: { earliest: string; latest: string } | null;
  readonly participants: { nodes: readonly { name: string }[] };
}

describe.skipIf(!here)('the real article, from its text to a GraphQL answer', () => {
  let database: TestDatabase;
  let article: Served;

  beforeAll(async () => {
    database = await testDatabase();
    await ingestText(database.db, { text: readFileSync(FILE), url: null, timeZone: null });
    article = (await dataOf(database, QUERY)).articles.nodes[0];
  });
  afterAll(() => database.close());

  it('has its publisher, time, makers and photo', () => {
    expect(article).toMatchObject({
      publisher: { name: 'The Washington Post' },
      publishedAt: '2025-10-22T13:38:00.000Z',
      publishedZoneAssumed: true,
      images: [{ credit: 'Julia Demaree Nikhinson/The Associated Press' }],
    });
    expect(article.bylines).toEqual([
      ...['Robyn Dixon', 'John Hudson', 'Michael Birnbaum'].map((name) => ({
        name,
        role: 'AUTHOR',
        person: { name },
      })),
      { name: 'Natalia Abbakumova', role: 'CONTRIBUTOR', person: { name: 'Natalia Abbakumova' } },
    ]);
  });

  it('names its people and organizations in full', () => {
    const names = article.people.nodes.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'Donald Trump',
        'Vladimir Putin',
        'Sergei Lavrov',
        'Marco Rubio',
        'Volodymyr Zelensky',
        'Mark Rutte',
        'Tatiana Stanovaya',
      ]),
    );
    expect(
      names.filter((name) => ['Trump', 'Putin', 'Lavrov', 'Rubio', 'Zelensky', 'Rutte'].includes(name)),
    ).toEqual([]);
    expect(article.organizations.nodes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['NATO', 'Carnegie Russia Eurasia Center']),
    );
  });

  it('gives at least 18 of the 19 segments marked in its body to the right speaker', () => {
    const segments = [...article.body.matchAll(/“([^”]*)”/g)];
    expect(segments).toHaveLength(SPEAKERS.length);
    const right = segments.filter((segment, i) => {
      const start = segment.index + 1;
      const quote = article.quotes.nodes.find(({ spans }) =>
        spans.some((span) => span.start <= start && start < span.end),
      );
      const names = quote?.speakers.map((speaker) => speaker.name ?? speaker.description);
      return names?.length === 1 && names[0] === SPEAKERS[i];
    });
    expect(right.length).toBeGreaterThanOrEqual(18);
  });

  it('says exactly where each quote stands', () => {
    for (const { text, spans } of article.quotes.nodes) {
      const pieces = spans.map(({ start, end }) => article.body.slice(start, end).trim());
      expect(pieces.every((piece) => text.includes(piece.split('\n')[0] as string))).toBe(true);
    }
  });

  it('resolves its 19 dates', () => {
    const { publishedAt, images } = article;
    const told = (text: string) =>
      datesOf(text, publishedAt).map(({ earliest, latest }) =>
        earliest === latest ? earliest : `${earliest}/${latest}`,
      );
    const captions = images.flatMap(({ caption }) => told(caption ?? ''));
    expect([publishedAt.slice(0, 10), ...captions]).toEqual(PRINTED);
    expect(told(article.body)).toEqual(DATES);
  });

  it('has nothing of the teaser below it', () => {
    expect(article.body).not.toContain('immigration');
    expect(article.quotes.nodes.some(({ text }) => text.includes('immigration'))).toBe(false);
  });

  it('tells of the summit and of Friday’s meeting, with who took part', () => {
    const on = (kind: string, day: string) =>
      article.events.nodes.find(
        (event) => event.kind === kind && event.date?.earliest === day && event.date.latest === day,
      );
    const participants = (event: ServedEvent | undefined) =>
      event?.participants.nodes.map(({ name }) => name);
    expect(participants(on('SUMMIT', '2025-08-15'))).toEqual(
      expect.arrayContaining(['Donald Trump', 'Vladimir Putin']),
    );
    expect(participants(on('MEETING', '2025-10-17'))).toEqual(
      expect.arrayContaining(['Donald Trump', 'Volodymyr Zelensky']),
    );
  });
});
