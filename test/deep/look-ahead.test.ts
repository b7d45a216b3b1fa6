import { sql } from 'kysely';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { PUBLIC_VIEWER } from '../../db/visible.ts';
import type { TestDatabase } from '../support/database.ts';
import { expectSameAnswers, partlyHiddenWorld } from '../support/look-ahead.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await partlyHiddenWorld();
});
afterAll(() => database.close());

describe('what is read ahead', () => {
  it('is the very answer that reading level by level gives, to the public, in hundreds of operations', () =>
    expectSameAnswers(database, PUBLIC_VIEWER, { numRuns: 400 }));

  it('is the very answer to who sees embargoed articles, in hundreds of operations', () =>
    expectSameAnswers(database, { seesEmbargoed: true }, { numRuns: 400 }));

  it('is the very answer where Postgres joins in ways that keep no order', async () => {
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.db);
    const name = sql.id(rows[0]!.name);
    for (const way of ['nestloop', 'mergejoin', 'indexscan'])
      await sql`alter database ${name} set ${sql.raw(`enable_${way}`)} = off`.execute(database.db);
    // The settings are those of new connections.
    const joining = openDatabase({ connection: database.connection });
    await expectSameAnswers({ ...database, ...joining }, PUBLIC_VIEWER, { numRuns: 200 }).finally(
      joining.close,
    );
  });
});
