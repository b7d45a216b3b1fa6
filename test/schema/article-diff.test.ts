import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setBodyWithheld } from '../../db/article-rights.ts';
import { setWithdrawn, undoWithdrawn } from '../../db/withdraw.ts';
import { ingestDocument } from '../../src/ingest/ingest.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { dataOf } from '../support/graphql.ts';
import { documentOf, extractorOf } from '../support/told.ts';

let own: TestDatabase;
let id: string;
const url = 'https://orsk.example/a';
const quotes = ['We will open the gates', 'we will open the gates', 'Nobody asked us', 'It is not so'].map(
  (text) => ({ text, by: ['Ada Brisk'] }),
);

beforeAll(async () => {
  own = await testDatabase();
  const store = async (body: string, corrections: readonly string[], headline = 'Gates open') => {
    const document = documentOf({ url, headline, body, corrections, publisher: null });
    const result = await ingestDocument(own.db, document, {
      extractor: extractorOf({ people: ['Ada Brisk'], quotes }),
    });
    if (result.kind === 'stored') id = result.articleId;
  };
  await store('Ada Brisk: “We will open the gates.” “Nobody asked us.”', []);
  await store('Ada Brisk: “we will open the gates!” “It is not so.”', ['It was Monday.'], 'Gates stay shut');
  await store('Ada Brisk: “We will open the gates.”', ['It was Monday.', 'It was May.']);
});
afterAll(() => own.close());

const DIFF = 'changes { field operation text from { start end } to { start end } }';
const ask = async (fields: string) => (await dataOf(own, `{ article(url: "${url}") { ${fields} } }`)).article;

describe('the diff of two versions', () => {
  it('is of headline, standfirst and body, in pieces with their places', async () => {
    const { diff } = await ask(`diff(from: 1, to: 2) { from { version } to { version } ${DIFF} }`);
    expect([diff.from.version, diff.to.version]).toEqual([1, 2]);
    expect(diff.changes.slice(0, 3)).toEqual([
      {
        field: 'HEADLINE',
        operation: 'EQUAL',
        text: 'Gates ',
        from: { start: 0, end: 6 },
        to: { start: 0, end: 6 },
      },
      { field: 'HEADLINE', operation: 'DELETED', text: 'open', from: { start: 6, end: 10 }, to: null },
      { field: 'HEADLINE', operation: 'INSERTED', text: 'stay shut', from: null, to: { start: 6, end: 15 } },
    ]);
    expect(new Set(diff.changes.map(({ field }: { field: string }) => field))).toEqual(
      new Set(['HEADLINE', 'BODY']),
    );
  });

  it('is null where one of them is not there', async () => {
    expect(
      await ask('a: diff(from: 1, to: 9) { changes { text } } b: diff(from: 0, to: 1) { changes { text } }'),
    ).toEqual({ a: null, b: null });
  });

  it('takes one statement for the versions of all articles and numbers', async () => {
    own.statements.length = 0;
    await ask(
      `a: diff(from: 1, to: 2) { ${DIFF} } b: diff(from: 2, to: 3) { ${DIFF} } versions { nodes { quotesAdded { text } quotesGone { text } correctionsAdded } }`,
    );
    expect(own.statements.filter((sql) => sql.includes('article_version'))).toHaveLength(4);
  });

  it('says nothing of a body that is withheld, nor of what came and went in it', async () => {
    await setBodyWithheld(own.db, id, true);
    const { diff, versions } = await ask(
      `diff(from: 1, to: 2) { ${DIFF} } versions { nodes { quotesAdded { text } quotesGone { text } } }`,
    );
    expect(new Set(diff.changes.map(({ field }: { field: string }) => field))).toEqual(new Set(['HEADLINE']));
    expect(versions.nodes).toEqual(Array(3).fill({ quotesAdded: [], quotesGone: [] }));
    await setBodyWithheld(own.db, id, false);
  });

  it('is null for a withdrawn article', async () => {
    await setWithdrawn(own.db, id, 'Taken back.');
    expect(await ask('diff(from: 1, to: 2) { changes { text } } versions { totalCount }')).toEqual({
      diff: null,
      versions: { totalCount: 0 },
    });
    await undoWithdrawn(own.db, id);
  });
});

describe('a version', () => {
  it('says which quotes came with it and which went, and which corrections are new', async () => {
    const { versions } = await ask(
      'versions { nodes { version quotesAdded { text kind quote { text } } quotesGone { text quote { text } } correctionsAdded } }',
    );
    const gates = { text: 'We will open the gates' };
    const gone = (text: string) => ({ text, quote: null });
    expect(versions.nodes).toEqual([
      { version: 3, quotesAdded: [], quotesGone: [gone('It is not so')], correctionsAdded: ['It was May.'] },
      {
        version: 2,
        quotesAdded: [{ ...gone('It is not so'), kind: 'DIRECT' }],
        quotesGone: [gone('Nobody asked us')],
        correctionsAdded: ['It was Monday.'],
      },
      {
        version: 1,
        quotesAdded: [
          { ...gates, kind: 'DIRECT', quote: gates },
          { ...gone('Nobody asked us'), kind: 'DIRECT' },
        ],
        quotesGone: [],
        correctionsAdded: [],
      },
    ]);
  });
});
