import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '../../db/api-key.ts';
import { liftEmbargoes } from '../../db/embargo.ts';
import type { Scope } from '../../db/tables.ts';
import { setWithdrawn } from '../../db/withdraw.ts';
import { encodeId } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { EXPORT_FORMATS } from '../../src/export/formats.ts';
import { testServer } from '../server/running.ts';
import { untilComplete } from '../support/complete.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { execute } from '../support/graphql.ts';
import { HIDDEN_URLS, SECRET, storeAfter, storeBefore, storeHidden } from '../support/half-hidden.ts';
import { probesOf } from '../support/probes.ts';
import { withoutChance } from '../support/without-chance.ts';

/** The same news: once with articles that are hidden, and once as if they had never come. */
let hiding: TestDatabase;
let without: TestDatabase;
let known: string[];
const began = Date.now() - 60_000;

beforeAll(async () => {
  [hiding, without] = await Promise.all([testDatabase(), testDatabase()]);
  for (const { db } of [hiding, without]) await storeBefore(db);
  known = await idsOf(without, sql`true`);
  await storeHidden(hiding.db);
  await alignIds();
  for (const { db } of [hiding, without]) await storeAfter(db);
  for (const { db } of [hiding, without]) await untilComplete(db);
});
afterAll(async () => {
  await hiding?.close();
  await without?.close();
});

/** So that an id that only hidden rows have is nobody's where they never came. */
async function alignIds(): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'id' and is_identity = 'YES'`.execute(hiding.db);
  for (const { name } of rows) {
    const {
      rows: [top],
    } = await sql<{ id: string | null }>`select max(id) as id from ${sql.table(name)}`.execute(hiding.db);
    if (top?.id)
      await sql`select setval(pg_get_serial_sequence(${name}, 'id'), ${top.id})`.execute(without.db);
  }
}

async function idsOf({ db }: TestDatabase, which: ReturnType<typeof sql<boolean>>): Promise<string[]> {
  const { rows } = await sql<{ type: string; id: string }>`
    select type, id from (
      select 'Article' as type, id, visibility from article
      union all select 'Quote', id, visibility from quote
      union all select 'Event', id, visibility from event
      union all select case kind when 'person' then 'Person' else 'Organization' end, id, visibility from actor
      union all select 'Utterance', id, coalesce((select max(visibility) from quote where utterance_id = u.id), 0) from utterance as u
    ) as node where ${which} order by type, id`.execute(db);
  return rows.map(({ type, id }) => encodeId(type, id));
}

const EDITORS_ONLY = ['curationDecisions', 'apiKeys'];
const WORDS = [
  'zyxwbody or zyxwquote or zyxwperson or zyxwevent',
  'zyxworg',
  'gates',
  'tam orlo',
  'winter -zyxwbody',
  'fi',
  'Region',
  'zyxwsection',
];

async function probes(ids: readonly string[], urls: readonly string[], skipped: readonly string[] = []) {
  const none = [encodeId('Article', '999'), encodeId('Person', '999')];
  const guesses = {
    ids: [...known, ...ids, ...none],
    words: WORDS,
    urls: [...urls, 'https://orsk.example/1', 'https://orsk.example/none'],
  };
  return probesOf(schema, guesses, new Set([...EDITORS_ONLY, ...skipped]));
}

/** The first difference in each answer, and the words that should not be in it, with what was asked. */
async function leaks(asked: readonly string[], scopes: readonly Scope[]): Promise<object[]> {
  const found: object[] = [];
  const context = { scopes: new Set(scopes), callerName: 'key test' };
  for (const source of asked) {
    const [given, wanted] = await Promise.all(
      [hiding, without].map((database) => execute(database, source, {}, context)),
    );
    // The changes of one transaction come in the order of the ids.
    const ordered = !source.startsWith('{ changes');
    const [a, b] = [given, wanted].map((each) => withoutChance(each, began, ordered));
    const words: readonly string[] = JSON.stringify(given).match(SECRET) ?? [];
    const said: readonly string[] = source.match(SECRET) ?? [];
    const secret = words.filter((word) => !said.includes(word));
    const at = firstDifference(a, b, '');
    if (at || secret.length > 0) found.push({ ...at, secret, source: source.slice(0, 300) });
  }
  return found;
}

type Parts = Readonly<Record<string, unknown>>;

function firstDifference(a: unknown, b: unknown, path: string): object | null {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    const [got, wanted] = [a, b].map((each) => JSON.stringify(each)?.slice(0, 200));
    return Object.is(a, b) ? null : { path, got, wanted };
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const at = firstDifference((a as Parts)[key], (b as Parts)[key], `${path}.${key}`);
    if (at) return at;
  }
  return null;
}

/** What one database answers to addresses of files, with the words in any order: who is named as often comes by the ids. */
async function filesThatDiffer(ids: readonly string[], scope: Scope): Promise<string[]> {
  const paths = Object.values(EXPORT_FORMATS).flatMap(({ extension }) => [
    ...ids.map((id) => `/articles/${id}.${extension}`),
    `/articles.${extension}?first=100`,
    ...WORDS.map((words) => `/articles.${extension}?text=${encodeURIComponent(words)}`),
    `/articles.${extension}?publisher=Zyxwpublisher%20Post`,
    `/articles.${extension}?section=zyxwsection`,
    `/articles.${extension}?language=fi`,
  ]);
  const answers = await Promise.all(
    [hiding, without].map(async (database) => {
      const { key } = await createApiKey(database.db, { name: 'files', scopes: [scope], expiresAt: null });
      const server = await testServer(database, { schema });
      const all: string[] = [];
      for (const path of paths) {
        const response = await fetch(server.origin + path, { headers: { authorization: `Bearer ${key}` } });
        const words = (await response.text()).replaceAll(MOMENTS, 'then').split(/\W+/).sort();
        all.push(`${response.status} ${path} ${words.join(' ')} ${response.headers.get('link')}`);
      }
      await server.stop();
      return all;
    }),
  );
  const [given, wanted] = answers as [string[], string[]];
  return given.filter((answer, i) => answer !== wanted[i]);
}

/** When they came in is as different as the two databases. */
const MOMENTS = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\.\d+(Z|\+00(:00)?)?/g;

const EACH =
  'a-other a-url alias association b-url body byline caption chair correction credit dateline description ending event guid hall headline holder image master middle nick notice official org person place publisher quote reprint reprinted role section source square standfirst subjectrole terms title topic town type unnamed';

describe('what is under embargo', () => {
  it('is found by these questions, to the last word, where it may be seen', async () => {
    const words = new Set<string>();
    const context = { viewer: { seesEmbargoed: true } };
    for (const source of await probes(await idsOf(hiding, sql`visibility < 2`), HIDDEN_URLS, ['changes'])) {
      const { data } = await execute(hiding, source, {}, context);
      for (const word of JSON.stringify(data).match(SECRET) ?? []) words.add(word.toLowerCase());
    }
    for (const part of EACH.split(' ')) expect(words).toContain(`zyxw${part}`);
  });

  it('makes no difference to who may not see it, whatever is asked', async () => {
    const asked = await probes(await idsOf(hiding, sql`visibility < 2`), HIDDEN_URLS);
    expect(await leaks(asked, ['read', 'ingest'])).toEqual([]);
  });

  it('makes no difference to the files of articles, which editors get', async () => {
    const ids = await idsOf(hiding, sql`type = 'Article'`);
    expect((await filesThatDiffer(ids, 'curate')).length).toBeGreaterThan(10);
    expect(await filesThatDiffer(ids, 'read')).toEqual([]);
  });
});

describe('what was retracted', () => {
  it('makes no difference to anybody but for its tombstone and what the feed told', async () => {
    const hidden = await idsOf(hiding, sql`visibility < 2 and type <> 'Article'`);
    const articles = await liftEmbargoes(hiding.db, '3000-01-01T00:00:00Z');
    expect(articles.length).toBe(2);
    for (const id of articles) expect(await setWithdrawn(hiding.db, id, 'Taken back.')).toBe(true);
    expect(await leaks(await probes(hidden, [], ['changes']), ['read', 'curate', 'admin'])).toEqual([]);
  });
});
