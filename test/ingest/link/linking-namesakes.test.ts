import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mergeActors } from '../../../src/ingest/curate/merge.ts';
import { ingestDocument } from '../../../src/ingest/ingest.ts';
import { reread } from '../../../src/ingest/reread.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { storeTold } from '../../support/store-told.ts';
import { documentOf, extractorOf, type Told } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
});
afterAll(() => own.close());
beforeEach(() =>
  own.pool.query('truncate article, actor, event, utterance, outbox, curation_decision cascade'),
);

const TOLD: Told = {
  people: ['Dan Pryce', 'Glen Moff', 'Stig Dahl', 'Rhona Teal'],
  organizations: ['Castle Rovers', 'Tolliver County'],
  described: [
    ['Dan Pryce', 'goalkeeper'],
    ['Dan Pryce', 'sheriff'],
    ['Dan Pryce', 'aged 74', 74],
    ['Dan Pryce', 'aged 33', 33],
  ],
};
const tell = (body: string, more?: Parameters<typeof storeTold>[3]) => storeTold(own.db, body, TOLD, more);
const SHERIFF = 'The sheriff Dan Pryce of Tolliver County ran with Rhona Teal.';
const KEEPER = 'The goalkeeper Dan Pryce saved Castle Rovers, said Glen Moff.';

/** Whom the mentions of Dan Pryce in an article mean. */
async function meant(articleId: string): Promise<string | null> {
  const rows = await own.db
    .selectFrom('mention')
    .select('actor_id')
    .distinct()
    .where('article_id', '=', articleId)
    .where('name', '=', 'Dan Pryce')
    .where('gone_in_version', 'is', null)
    .execute();
  expect(rows).toHaveLength(1);
  return rows[0]!.actor_id;
}
const decisions = (articleId: string) =>
  own.db
    .selectFrom('link_decision')
    .select(['decision', 'actor_id', 'candidates', 'reason'])
    .where('article_id', '=', articleId)
    .execute();

describe('two people of one full name', () => {
  it('are two actors where their work is at odds and nobody is named with both', async () => {
    const [sheriff, keeper] = [await meant(await tell(SHERIFF)), await tell(KEEPER)];
    expect(await meant(keeper)).not.toBe(sheriff);
    expect(await decisions(keeper)).toEqual([
      {
        decision: 'apart',
        actor_id: await meant(keeper),
        candidates: [sheriff],
        reason: 'described otherwise; named with nobody whom the known one is named with',
      },
    ]);
  });

  it('are known again by their work or by whom they are named with, whichever came first', async () => {
    for (const [first, second] of [
      [SHERIFF, KEEPER],
      [KEEPER, SHERIFF],
    ] as const) {
      await own.pool.query('truncate article, actor cascade');
      const told = [await meant(await tell(first)), await meant(await tell(second))];
      const [sheriff, keeper] = first === SHERIFF ? told : told.toReversed();
      expect(await meant(await tell('Dan Pryce stays with Castle Rovers.'))).toBe(keeper);
      expect(await meant(await tell('Dan Pryce lost to Rhona Teal.'))).toBe(sheriff);
      expect(await meant(await tell('Dan Pryce, a sheriff, slept.'))).toBe(sheriff);
    }
  });

  it('stay open where nothing tells which of them is meant', async () => {
    await tell(SHERIFF);
    await tell(KEEPER);
    const article = await tell('Dan Pryce slept.');
    expect(await meant(article)).toBeNull();
    expect(await decisions(article)).toMatchObject([
      { decision: 'open', reason: '2 are called "Dan Pryce"; nothing here tells them apart' },
    ]);
  });

  it('are a father and a son by their ages', async () => {
    const father = await meant(await tell('Dan Pryce, aged 74, slept in Castle Rovers’ stand.'));
    expect(await meant(await tell('Dan Pryce, aged 33, slept.'))).not.toBe(father);
  });
});

describe('one person of whom articles speak otherwise', () => {
  it('is one where several are named with both, and the reason is kept', async () => {
    const sheriff = await meant(await tell(SHERIFF));
    const article = await tell('The goalkeeper Dan Pryce played for Tolliver County with Rhona Teal.');
    expect(await meant(article)).toBe(sheriff);
    expect(await decisions(article)).toMatchObject([
      { decision: 'joined', reason: 'described otherwise; named with 2 of those here before' },
    ]);
  });

  it('stays open where one is', async () => {
    await tell(SHERIFF);
    const article = await tell('The goalkeeper Dan Pryce met Rhona Teal.');
    expect(await meant(article)).toBeNull();
    expect(await decisions(article)).toMatchObject([{ decision: 'open', candidates: [expect.any(String)] }]);
  });

  it('is one where an editor said so, whatever comes later', async () => {
    const sheriff = (await meant(await tell(SHERIFF)))!;
    const keeper = (await meant(await tell(KEEPER)))!;
    await mergeActors(own.db, { keepId: sheriff, mergedIds: [keeper], reason: 'One.' }, 'test');
    expect(await meant(await tell('The sheriff Dan Pryce slept.'))).toBe(sheriff);
    expect(await meant(await tell('Dan Pryce, aged 33, slept.'))).toBe(sheriff);
    expect(await meant(await tell('Dan Pryce, aged 74, slept.'))).toBe(sheriff);
  });

  it('is whom the article meant before, in new versions and rereadings', async () => {
    await tell(SHERIFF);
    const url = 'https://orsk.example/pryce';
    const article = await tell('Dan Pryce slept.', { url });
    const sheriff = await meant(article);
    const again = documentOf({ publisher: null, url, body: KEEPER });
    await ingestDocument(own.db, again, { extractor: extractorOf(TOLD) });
    expect(await meant(article)).toBe(sheriff);
    const keeper = await tell(`${KEEPER} Stig Dahl wept.`);
    const before = [await meant(article), await meant(keeper)];
    for await (const { outcome } of reread(own.db, { extractor: { ...extractorOf(TOLD), version: '2' } }))
      expect(outcome).not.toBe('failed');
    expect([await meant(article), await meant(keeper)]).toEqual(before);
  });
});

describe('telling apart', () => {
  it('takes no statement more where nobody is in doubt, and as many for one known article as for ten', async () => {
    const counted = async (body: string) => {
      own.statements.length = 0;
      await tell(body);
      return own.statements.filter((text) => /article_actor as (?:x|o)\b/.test(text)).length;
    };
    await tell(SHERIFF);
    expect(await counted('Dan Pryce slept in Tolliver County.')).toBe(0);
    expect(await counted('The sheriff Dan Pryce slept.')).toBe(1);
    const doubted = await counted('The goalkeeper Dan Pryce met Rhona Teal.');
    for (let i = 0; i < 10; i += 1) await tell(`Day ${i}: ${SHERIFF}`);
    expect(await counted('The goalkeeper Dan Pryce met Rhona Teal again.')).toBe(doubted);
  });

  it('makes one more actor when eight articles tell of another at once', async () => {
    await tell(SHERIFF);
    await tell('Glen Moff left Castle Rovers.');
    const bodies = Array.from({ length: 8 }, (_, i) => `Day ${i}: ${KEEPER}`);
    const articles = await Promise.all(bodies.map((body) => tell(body)));
    const actors = await own.db.selectFrom('actor').select('id').where('name', '=', 'Dan Pryce').execute();
    expect(new Set(articles).size).toBe(8);
    expect(actors).toHaveLength(2);
    expect(new Set(await Promise.all(articles.map(meant))).size).toBe(1);
  });
});
