import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentSubject } from '../../../src/ingest/document.ts';
import { ingestDocument } from '../../../src/ingest/ingest.ts';
import { wikidataId } from '../../../src/ingest/link/wikidata.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { documentOf, extractorOf, type Told } from '../../support/told.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ poolSize: 8 });
});
afterAll(() => own.close());
beforeEach(() => own.pool.query('truncate article, actor, event, utterance, outbox cascade'));

const subject = (name: string, item: string | null, kind: DocumentSubject['kind'] = 'person') => ({
  kind,
  name,
  uri: item && `https://www.wikidata.org/entity/${item}`,
  role: null,
});
let made = 0;
const state = (subjects: readonly DocumentSubject[], body = 'Nobody.', told: Told = {}) =>
  ingestDocument(
    own.db,
    documentOf({ publisher: null, url: `https://orsk.example/${made++}`, body, subjects }),
    {
      extractor: extractorOf(told),
    },
  );
const actors = () => own.db.selectFrom('actor').select(['name', 'wikidata_id']).orderBy('id').execute();
const subjects = async () => {
  const rows = await own.db
    .selectFrom('article_subject')
    .leftJoin('actor', 'actor.id', 'actor_id')
    .select(['actor.name', 'wikidata_id'])
    .orderBy('article_id')
    .orderBy('position')
    .execute();
  return rows.map(({ name, wikidata_id }) => name && `${name} ${wikidata_id}`);
};

describe('an item at Wikidata', () => {
  it('is read from its addresses alone', () => {
    expect(wikidataId('http://www.wikidata.org/entity/Q42')).toBe('Q42');
    expect(wikidataId('https://www.wikidata.org/wiki/Q42')).toBe('Q42');
    for (const other of [
      'https://www.wikidata.org/wiki/Property:P31',
      'https://wikidata.org.example/entity/Q42',
      'Q42',
      null,
    ])
      expect(wikidataId(other)).toBeNull();
  });

  it('is one actor whatever its name', async () => {
    await state([subject('Ada Brisk', 'Q1')]);
    await state([subject('Ada M. Brisk-Tovan', 'Q1')]);
    expect(await actors()).toEqual([{ name: 'Ada Brisk', wikidata_id: 'Q1' }]);
    expect(await subjects()).toEqual(['Ada Brisk Q1', 'Ada Brisk Q1']);
  });

  it('is never another, though both be called the same', async () => {
    await state([subject('Ada Brisk', 'Q1')]);
    await state([subject('Ada Brisk', 'Q2')]);
    await state([subject('Ada Brisk', 'Q3'), subject('Ada Brisk', 'Q1')]);
    expect(await subjects()).toEqual(['Ada Brisk Q1', 'Ada Brisk Q2', 'Ada Brisk Q3', 'Ada Brisk Q1']);
    const decided = await own.db.selectFrom('link_decision').select(['decision', 'reason']).execute();
    expect(decided).toContainEqual({ decision: 'apart', reason: 'not known to be Q2' });
  });

  it('is learned of an actor that was known by its name', async () => {
    await state([], 'Ada Brisk spoke.', { people: ['Ada Brisk'] });
    await state([subject('Ada Brisk', 'Q1')]);
    expect(await actors()).toEqual([{ name: 'Ada Brisk', wikidata_id: 'Q1' }]);
  });

  it('is not learned from an alias', async () => {
    await state([], 'The River Pilots (URP) met.', {
      organizations: [{ name: 'River Pilots', aliases: ['URP'] }],
    });
    await state([subject('URP', 'Q1', 'organization')]);
    expect(await actors()).toEqual([
      { name: 'River Pilots', wikidata_id: null },
      { name: 'URP', wikidata_id: 'Q1' },
    ]);
  });

  it('says who is meant by the name in the text of its article', async () => {
    await state([subject('Ada Brisk', 'Q1')]);
    await state([subject('Ada Brisk', 'Q2')], 'Ada Brisk spoke.', { people: ['Ada Brisk'] });
    const { rows } = await own.pool.query(
      'select wikidata_id from mention join actor on actor.id = actor_id',
    );
    expect(rows).toEqual([{ wikidata_id: 'Q2' }]);
  });

  it('leaves the name in the text open where the article has two who bear it', async () => {
    await state([subject('Ada Brisk', 'Q1'), subject('Ada Brisk', 'Q2')], 'Ada Brisk spoke.', {
      people: ['Ada Brisk'],
    });
    expect(await own.db.selectFrom('mention').select('actor_id').execute()).toEqual([{ actor_id: null }]);
    expect(await subjects()).toEqual(['Ada Brisk Q1', 'Ada Brisk Q2']);
  });

  it('lets a single name be somebody, and stays what it was known as first', async () => {
    await state([subject('Brisk', 'Q1'), subject('Tovan', null)]);
    await state([subject('Brisk', 'Q1', 'organization')]);
    expect(await subjects()).toEqual(['Brisk Q1', null, 'Brisk null']);
  });

  it('is made once when eight articles state it at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => state([subject(`Name ${'ABCD'[i % 4]}`, 'Q7')])));
    const items = (await actors()).filter((actor) => actor.wikidata_id === 'Q7');
    expect(items).toHaveLength(1);
    expect(await actors()).toHaveLength(1);
  });
});
