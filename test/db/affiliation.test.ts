import { afterAll, beforeAll, expect, it } from 'vitest';
import { setAffiliationStatements } from '../../db/affiliation.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { insertWorld } from '../support/world.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertWorld(database.db, { articles: 2, people: 2, quotesEach: 1 });
});
afterAll(() => database.close());

it('a role is one whatever its case, and served as first written', async () => {
  const { db } = database;
  const [person] = await db
    .selectFrom('actor')
    .select('id')
    .where('kind', '=', 'person')
    .orderBy('id')
    .execute();
  const [house] = await db
    .selectFrom('actor')
    .select('id')
    .where('kind', '=', 'organization')
    .orderBy('id')
    .execute();
  const articles = await db
    .selectFrom('article')
    .select(['id', 'listed_at', 'visibility', 'text_visibility', 'version'])
    .execute();
  const roles = ['Chief Warden', 'chief warden'];
  for (const [i, article] of articles.entries()) {
    const stored = { ...article, extractor: 'test', again: false };
    const role = roles[i] ?? null;
    const row = { person_id: person!.id, organization_id: house!.id, role, span: '[0,4)', confidence: 1 };
    await setAffiliationStatements(db, [stored], [{ ...row, article_id: article.id }]);
  }
  const held = await db
    .selectFrom('affiliation')
    .select(['role', 'public_count'])
    .where('role_key', '=', 'chief warden')
    .execute();
  expect(held).toEqual([{ role: 'Chief Warden', public_count: 2 }]);
});
