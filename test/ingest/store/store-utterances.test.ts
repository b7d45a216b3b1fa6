import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setWithdrawn, undoWithdrawn } from '../../../db/withdraw.ts';
import { ingestDocument } from '../../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { dataOf, execute } from '../../support/graphql.ts';
import { storeTold } from '../../support/store-told.ts';
import { documentOf, extractorOf } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 12 });
});
afterAll(() => own.close());
beforeEach(() =>
  own.pool.query('truncate article, actor, event, utterance, outbox restart identity cascade'),
);

const WHOLE = 'The river came in the night, and it came through all doors at once.';
const CUT = 'The river came in the night,';
const LEFT_OUT = 'The river came … through all doors at once.';
const ANOTHER = 'The river came in the night. Nobody had told us to leave our houses.';

let number = 0;
/** An article of a day of March that quotes someone. */
function store(
  day: number,
  texts: readonly string[],
  by = 'Ada Brisk',
  url: string | null = null,
): Promise<string> {
  const told = { people: ['Ada Brisk', 'Olga Reyn'], quotes: texts.map((text) => ({ text, by: [by] })) };
  const body = `${by}: ${texts.map((text) => `“${text}”`).join(' and ')}`;
  const publishedAt = `2026-03-${String(day).padStart(2, '0')}T09:00:00Z`;
  return storeTold(own.db, body, told, { headline: `Story ${++number}`, publishedAt, url });
}

const LIST = `{ utterances { totalCount nodes { text printingCount firstPrinting { article { publishedAt } } speakers { ... on Person { name } }
  wordings { nodes { text printingCount } } printings { totalCount } } } }`;
const utterances = async () => (await dataOf(own, LIST)).utterances;

describe('the same words of one speaker', () => {
  it('are one utterance that says who printed them first and how they were worded', async () => {
    await store(3, [CUT]);
    await store(2, [WHOLE]);
    await store(1, [LEFT_OUT]);
    await store(4, [CUT.toUpperCase()]);
    const { nodes } = await utterances();
    expect(nodes).toEqual([
      {
        text: WHOLE,
        printingCount: 4,
        firstPrinting: { article: { publishedAt: '2026-03-01T09:00:00.000Z' } },
        speakers: [{ name: 'Ada Brisk' }],
        wordings: {
          nodes: [
            { text: WHOLE, printingCount: 1 },
            { text: LEFT_OUT, printingCount: 1 },
            { text: CUT, printingCount: 2 },
          ],
        },
        printings: { totalCount: 4 },
      },
    ]);
  });

  it('differ from the fullest wording word by word', async () => {
    await store(1, [WHOLE]);
    await store(2, [LEFT_OUT]);
    const data = await dataOf(
      own,
      '{ utterances { nodes { wordings { nodes { changes { kind text } } } } } }',
    );
    expect(
      data.utterances.nodes[0].wordings.nodes.map((wording: { changes: unknown }) => wording.changes),
    ).toEqual([
      [{ kind: 'EQUAL', text: WHOLE }],
      [
        { kind: 'EQUAL', text: 'The river came … ' },
        { kind: 'DELETED', text: 'in the night, and it came ' },
        { kind: 'EQUAL', text: 'through all doors at once.' },
      ],
    ]);
  });

  it('are one within an article, too', async () => {
    await store(1, [WHOLE, CUT]);
    expect((await utterances()).nodes).toMatchObject([{ printingCount: 2, text: WHOLE }]);
  });

  it('are apart where they contradict, and where another says them', async () => {
    await store(1, [WHOLE]);
    await store(2, [ANOTHER]);
    await store(3, [WHOLE], 'Olga Reyn');
    await store(4, [WHOLE], 'a docker');
    expect((await utterances()).nodes).toMatchObject([
      { printingCount: 1 },
      { printingCount: 1 },
      { printingCount: 1 },
    ]);
    const { quotes } = await dataOf(
      own,
      '{ quotes(orderBy: OLDEST) { nodes { utterance { printingCount } } } }',
    );
    expect(quotes.nodes.at(-1)).toEqual({ utterance: null });
  });

  it('become one when the whole of them comes after its parts', async () => {
    await store(1, [CUT]);
    await store(2, [LEFT_OUT]);
    expect((await utterances()).totalCount).toBe(2);
    await store(3, [WHOLE]);
    expect((await utterances()).nodes).toMatchObject([
      { text: WHOLE, printingCount: 3, printings: { totalCount: 3 } },
    ]);
  });

  it('are apart where they contradict, though a cut of them is a part of both', async () => {
    const cut = 'We will open the gates on Monday';
    const [one, other] = [
      `${cut} if the rain has stopped before then`,
      `${cut} only when the board has agreed to pay`,
    ];
    for (const texts of [
      [cut, one, other],
      [one, other, cut],
    ]) {
      await own.pool.query('truncate article, actor, event, utterance, outbox restart identity cascade');
      for (const [i, text] of texts.entries()) await store(i + 1, [text]);
      expect((await utterances()).nodes).toMatchObject([
        { text: one, printingCount: 2 },
        { text: other, printingCount: 1 },
      ]);
    }
  });

  it('become one when they are stored at the same time', async () => {
    const cuts = [
      WHOLE,
      CUT,
      LEFT_OUT,
      'The river came in the night, and it came',
      WHOLE.slice(4),
      `${WHOLE} So it was.`,
      WHOLE,
      CUT,
    ];
    await Promise.all(
      cuts.map((text, i) => store(i + 1, [text, `These words were said but once, in ${'abcdefgh'[i]}`])),
    );
    const { nodes } = await utterances();
    expect(nodes[0]).toMatchObject({ printingCount: 8, text: `${WHOLE} So it was.` });
  });
});

describe('new versions', () => {
  // Nothing that a withdrawn article names counts it, so that no counter makes its writers wait.
  it('of withdrawn articles make one utterance of the same words that come in at the same time', async () => {
    const urls = Array.from({ length: 8 }, (_, i) => `https://orsk.example/${i}`);
    const ids = await Promise.all(urls.map((url, i) => store(i + 1, [], 'Ada Brisk', url)));
    await Promise.all(ids.map((id) => setWithdrawn(own.db, id, 'Not so.')));
    const told = { people: ['Ada Brisk'], quotes: [{ text: WHOLE, by: ['Ada Brisk'] }] };
    await Promise.all(
      urls.map((url, i) => {
        const body = `Ada Brisk: “${WHOLE}”`;
        const document = documentOf({ publisher: null, url, headline: `Story ${i}`, body });
        return ingestDocument(own.db, document, { extractor: extractorOf(told) });
      }),
    );
    await Promise.all(ids.map((id) => undoWithdrawn(own.db, id)));
    expect((await utterances()).nodes).toMatchObject([{ printingCount: 8 }]);
  });
});

describe('an utterance', () => {
  it('leaves with its last article, and comes back', async () => {
    const first = await store(1, [WHOLE]);
    const second = await store(2, [CUT]);
    const { nodes } = (await dataOf(own, '{ utterances { nodes { id } } }')).utterances;
    const lookUp = async () =>
      (
        await dataOf(own, 'query ($id: ID!) { node(id: $id) { ... on Utterance { text printingCount } } }', {
          id: nodes[0].id,
        })
      ).node;
    await setWithdrawn(own.db, first, 'Not so.');
    expect(await lookUp()).toEqual({ text: CUT, printingCount: 1 });
    expect((await utterances()).nodes[0].wordings.nodes).toEqual([{ text: CUT, printingCount: 1 }]);
    await setWithdrawn(own.db, second, 'Not so.');
    expect(await lookUp()).toBeNull();
    expect((await utterances()).totalCount).toBe(0);
    await undoWithdrawn(own.db, first);
    expect(await lookUp()).toEqual({ text: WHOLE, printingCount: 1 });
  });

  it('is shown before an embargo ends to who may see it alone', async () => {
    const id = await store(1, [WHOLE]);
    await own.db.updateTable('article').set({ visibility: 1 }).where('id', '=', id).execute();
    expect((await utterances()).totalCount).toBe(0);
    const { data } = await execute(
      own,
      '{ utterances { nodes { text firstPrinting { text } } } }',
      {},
      { viewer: { seesEmbargoed: true } },
    );
    expect(data).toEqual({ utterances: { nodes: [{ text: WHOLE, firstPrinting: { text: WHOLE } }] } });
  });

  it('is another where a new version names another speaker', async () => {
    const url = 'https://orsk.example/river';
    await store(2, [WHOLE]);
    await store(1, [CUT], 'Ada Brisk', url);
    const told = { people: ['Olga Reyn'], quotes: [{ text: CUT, by: ['Olga Reyn'] }] };
    const document = documentOf({
      publisher: null,
      url,
      headline: 'Corrected',
      body: `Olga Reyn: “${CUT}”`,
      publishedAt: '2026-03-01T09:00:00Z',
    });
    await ingestDocument(own.db, document, { extractor: extractorOf(told) });
    const { nodes } = await utterances();
    expect(nodes).toMatchObject([
      { text: CUT, printingCount: 1, speakers: [{ name: 'Olga Reyn' }] },
      { text: WHOLE, printingCount: 1, speakers: [{ name: 'Ada Brisk' }] },
    ]);
  });

  it('is listed by printings or by age, by speaker and by a least number of printings', async () => {
    await store(1, [WHOLE]);
    await store(2, [CUT]);
    await store(3, ['These words were said but once, in Velm'], 'Olga Reyn');
    const data = await dataOf(
      own,
      `{ most: utterances { nodes { printingCount } } newest: utterances(orderBy: NEWEST) { nodes { printingCount } }
        twice: utterances(filter: { minPrintings: 2 }) { totalCount }
        people(filter: { name: "olga" }) { nodes { id utterances { nodes { text } } } } }`,
    );
    expect(data.most.nodes).toEqual([{ printingCount: 2 }, { printingCount: 1 }]);
    expect(data.newest.nodes).toEqual([{ printingCount: 1 }, { printingCount: 2 }]);
    expect(data.twice).toEqual({ totalCount: 1 });
    const [olga] = data.people.nodes;
    expect(olga.utterances.nodes).toEqual([{ text: 'These words were said but once, in Velm' }]);
    const hers = await dataOf(
      own,
      'query ($id: ID!) { utterances(filter: { speaker: $id }) { totalCount } }',
      { id: olga.id },
    );
    expect(hers.utterances.totalCount).toBe(1);
  });
});
