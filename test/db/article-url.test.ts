import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDown, migrateToLatest, pendingMigrations } from '../../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase();
});
afterAll(() => own.close());

describe('the addresses of articles that were there before', () => {
  it('are filled by the migration, the first stored before others with its address', async () => {
    while (!(await pendingMigrations(own.db)).includes('0010-article-life')) await migrateDown(own.db, 1);
    const urls = [
      'https://www.orsk.example/a/',
      'http://orsk.example/a',
      'https://orsk.example/b?id=2',
      null,
    ];
    for (const url of urls) {
      await sql`insert into article (url, headline, body, language, content_hash, listed_at, visible_from, visibility)
        values (${url}, 'Headline', 'Body.', 'en', sha256('x'), now(), now(), 2)`.execute(own.db);
    }
    await migrateToLatest(own.db);
    const rows = await own.db
      .selectFrom('article_url')
      .select(['key', 'article_id', 'url', 'own', 'visibility'])
      .orderBy('key')
      .execute();
    const filled = { own: true, visibility: 2 };
    expect(rows).toEqual([
      { key: 'orsk.example/a', article_id: '1', url: urls[0], ...filled },
      { key: 'orsk.example/b?id=2', article_id: '3', url: urls[2], ...filled },
    ]);
  });
});
