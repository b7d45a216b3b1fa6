import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

interface Column {
  readonly type: string;
  readonly nullable: boolean;
  /** `always`: never written; `default`: may be left out; `no`: must be given unless nullable. */
  readonly generated: 'always' | 'default' | 'no';
}

type Columns = Record<string, Column>;

/** What db/tables.ts and its folder say, read from their text: types are gone at run time. */
function declared(): Record<string, Columns> {
  // What others extend comes first.
  const files = ['shared', 'article', 'fact', 'quote', 'work'].map((name) => `tables/${name}.ts`);
  const text = [...files, 'tables.ts']
    .map((file) => readFileSync(new URL(`../../db/${file}`, import.meta.url), 'utf8'))
    .join('\n');
  const interfaces = new Map<string, Columns>();
  for (const [, name, parents, body] of text.matchAll(
    /interface (\w+)(?: extends ([\w, ]+))? \{\n([^}]*)\}/g,
  )) {
    const own = [...(body ?? '').matchAll(/^ {2}(\w+): (.+);$/gm)].map(([, column, type]) => [
      column,
      columnOf(type as string),
    ]);
    const inherited = (parents ?? '').split(', ').map((parent) => interfaces.get(parent));
    interfaces.set(name as string, Object.assign({}, ...inherited, Object.fromEntries(own)));
  }
  const tables = /export interface Tables \{\n([^}]*)\}/.exec(text)?.[1] ?? '';
  return Object.fromEntries(
    [...tables.matchAll(/(\w+): (\w+);/g)].map(([, table, name]) => [
      table,
      interfaces.get(name as string) ?? {},
    ]),
  );
}

function columnOf(text: string): Column {
  const [, wrapper, inner] = /^(Generated|GeneratedAlways)<(.*)>$/.exec(text) ?? [];
  const type = inner ?? text;
  return {
    type: scalarOf(type.replace(/ \| null$/, '')),
    nullable: / \| null$/.test(type),
    generated: wrapper === 'GeneratedAlways' ? 'always' : wrapper ? 'default' : 'no',
  };
}

const ALIASES: Record<string, string> = {
  Id: 'bigint',
  Moment: 'timestamp with time zone',
  Day: 'date',
  RangeText: 'int4range',
  MultirangeText: 'int4multirange',
  Visibility: 'number',
  Buffer: 'bytea',
  FieldSources: 'jsonb',
  PageSaid: 'jsonb',
};

function scalarOf(type: string): string {
  if (type.endsWith('[]')) return 'ARRAY';
  return ALIASES[type] ?? (['number', 'boolean'].includes(type) ? type : 'text');
}

async function existing(): Promise<Record<string, Columns>> {
  const { rows } = await sql<{
    table: string;
    column: string;
    type: string;
    nullable: boolean;
    generated: Column['generated'];
  }>`
    select table_name as table, column_name as column, data_type as type, is_nullable = 'YES' as nullable,
      case when is_generated = 'ALWAYS' or identity_generation = 'ALWAYS' then 'always'
        when column_default is not null then 'default' else 'no' end as generated
    from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely%'
  `.execute(database.db);
  const tables: Record<string, Columns> = {};
  for (const { table, column, type, nullable, generated } of rows) {
    tables[table] = { ...tables[table], [column]: { type: simplified(type), nullable, generated } };
  }
  return tables;
}

function simplified(type: string): string {
  if (['integer', 'smallint', 'real', 'double precision'].includes(type)) return 'number';
  return ['tsvector', 'xid8'].includes(type) ? 'text' : type;
}

describe('db/tables.ts', () => {
  it('types every row as the migrations make it', async () => {
    expect(declared()).toEqual(await existing());
  });
});

describe('an index', () => {
  it('stands on every foreign key that a cascade or a read follows', async () => {
    const { rows } = await sql<{ table: string; columns: string }>`
      select c.conrelid::regclass::text as table, string_agg(a.attname, ',' order by k.n) as columns
      from pg_constraint as c
      cross join lateral unnest(c.conkey) with ordinality as k (attnum, n)
      join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = k.attnum
      where c.contype = 'f' and c.confupdtype = 'c'
        and not exists (
          select from pg_index as i where i.indrelid = c.conrelid and i.indpred is null and i.indkey[0] = c.conkey[1])
      group by c.oid, c.conrelid
    `.execute(database.db);
    expect(rows).toEqual([]);
  });
});
