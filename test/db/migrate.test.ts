import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { migrateDown, migrateToLatest, pendingMigrations } from '../../db/migrate.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let own: TestDatabase;
beforeAll(async () => {
  own = await testDatabase({ empty: true });
});
afterAll(() => own.close());

/** All that migrations can make, as text that two databases can be compared by. */
async function everything(): Promise<string[]> {
  const { rows } = await sql<{ thing: string }>`
    select format('column %s.%s %s %s %s', c.table_name, c.column_name, c.udt_name, c.is_nullable,
      coalesce(c.column_default, c.generation_expression, c.identity_generation)) as thing
      from information_schema.columns c where c.table_schema = 'public' and c.table_name not like 'kysely%'
    union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace and conrelid::regclass::text not like 'kysely%'
    union all select indexdef from pg_indexes where schemaname = 'public' and tablename not like 'kysely%'
    union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all select format('function %s', p.oid::regprocedure) from pg_proc p
      left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
      where p.pronamespace = 'public'::regnamespace and d.objid is null
    union all select format('type %s', typname) from pg_type t where t.typnamespace = 'public'::regnamespace and typtype = 'e'
    union all select format('search %s', cfgname) from pg_ts_config where cfgnamespace = 'public'::regnamespace
    order by 1`.execute(own.db);
  return rows.map((row) => row.thing);
}

describe('migrations', () => {
  it('are all pending in an empty database, and asking writes nothing', async () => {
    expect(await pendingMigrations(own.db)).not.toEqual([]);
    expect(await everything()).toEqual([]);
  });

  it('go up, down to nothing and up to the same again', async () => {
    const ran = await migrateToLatest(own.db);
    const first = await everything();
    expect(first).not.toEqual([]);
    expect(await migrateDown(own.db, ran.length)).toEqual(ran.toReversed());
    expect(await everything()).toEqual([]);
    expect(await migrateToLatest(own.db)).toEqual(ran);
    expect(await everything()).toEqual(first);
  });

  it('leave nothing pending and nothing to do', async () => {
    expect(await pendingMigrations(own.db)).toEqual([]);
    expect(await migrateToLatest(own.db)).toEqual([]);
  });

  it('of a newer version keep this one neither from starting nor from being ready', async () => {
    const newer = await testDatabase();
    await sql`insert into kysely_migration (name, timestamp) values ('9999-of-tomorrow', now()::text)`.execute(
      newer.db,
    );
    expect(await migrateToLatest(newer.db)).toEqual([]);
    expect(await pendingMigrations(newer.db)).toEqual([]);
    await expect(migrateDown(newer.db, 1)).rejects.toThrow('9999-of-tomorrow');
    await newer.close();
  });

  it('run once when two processes come at the same time', async () => {
    const fresh = await testDatabase({ empty: true });
    const other = openDatabase({ connection: fresh.connection });
    const ran = await Promise.all([migrateToLatest(fresh.db), migrateToLatest(other.db)]);
    expect(ran.map((names) => names.length > 0).sort()).toEqual([false, true]);
    await other.close();
    await fresh.close();
  });

  it('keep the statement timeout of the connection that they ran on', async () => {
    const timed = openDatabase({ connection: own.connection, poolSize: 1, statementTimeoutMs: 1_234 });
    await migrateToLatest(timed.db);
    const { rows } = await sql`select current_setting('statement_timeout') as limit`.execute(timed.db);
    expect(rows).toEqual([{ limit: '1234ms' }]);
    await timed.close();
  });
});
