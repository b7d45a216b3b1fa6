import { type Kysely, sql } from 'kysely';
import { recordset } from './recordset.ts';
import type { Id, Tables } from './tables.ts';

/** Of each key, the newest wordings: runs of words that a speaker uses all the time tell nothing. */
const MOST_OF_A_KEY = 50;
const MOST_NEAR = 20;

export interface AskedWording {
  /** Of the speaker and the words; hex. */
  readonly hash: string;
  readonly keys: readonly string[];
}

export interface NearUtterance {
  readonly utterance_id: Id;
  /** Its fullest wording, to be seen or not. */
  readonly fullest: string;
  /** The wording with the very words; null where it has some of their runs alone. */
  readonly wording_id: Id | null;
}

/** For each asked one the utterance that has its words, or those that have wordings near it, the nearest first. */
export async function utterancesNear(
  db: Kysely<Tables>,
  asked: readonly AskedWording[],
): Promise<NearUtterance[][]> {
  const numbered = asked.map((each, n) => ({ ...each, n }));
  const { rows } = await sql<NearUtterance & { n: number }>`
    with asked as (
      select r.n, r.keys, w.id as exact, w.utterance_id from ${recordset(numbered, 'n int4, hash text, keys int8[]')}
      left join wording as w on w.words_hash = decode(r.hash, 'hex')
    ), found as (
      select n, utterance_id, exact, 0 as common from asked where exact is not null
      union all
      select asked.n, w.utterance_id, null, max(near.common) from asked cross join lateral (
        select newest.wording_id, count(*) as common from unnest(asked.keys) as k (key) cross join lateral (
          select u.wording_id from utterance_key as u where u.key = k.key
          order by u.wording_id desc limit ${sql.lit(MOST_OF_A_KEY)}
        ) as newest
        group by newest.wording_id order by common desc, newest.wording_id limit ${sql.lit(MOST_NEAR)}
      ) as near join wording as w on w.id = near.wording_id
      where asked.exact is null group by asked.n, w.utterance_id
    )
    select found.n, found.utterance_id, found.exact as wording_id, fullest.text as fullest
    from found cross join lateral (
      select f.text from wording as f where f.utterance_id = found.utterance_id order by f.word_count desc, f.id limit 1
    ) as fullest
    order by found.n, found.common desc, found.utterance_id`.execute(db);
  const near = asked.map((): NearUtterance[] => []);
  for (const { n, ...known } of rows) near[n]?.push(known);
  return near;
}

/** Gives all wordings of utterances, with their quotes, to others; the emptied ones are seen no more. */
export async function joinUtterances(
  db: Kysely<Tables>,
  pairs: readonly { readonly from: Id; readonly into: Id }[],
): Promise<void> {
  await sql`
    update wording as w set utterance_id = r.into_id
    from unnest(cast(${pairs.map((pair) => pair.from)} as int8[]), cast(${pairs.map((pair) => pair.into)} as int8[]))
      as r (from_id, into_id)
    where w.utterance_id = r.from_id`.execute(db);
}

/** One more utterance of each of the speakers; a speaker may be named several times. */
export async function addUtterances(
  db: Kysely<Tables>,
  speakers: readonly Id[],
): Promise<{ id: Id; speaker_id: Id }[]> {
  const { rows } = await sql<{ id: Id; speaker_id: Id }>`
    insert into utterance (speaker_id) select s.id from unnest(cast(${speakers} as int8[])) as s (id)
    returning id, speaker_id`.execute(db);
  return rows;
}

export interface NewWording extends AskedWording {
  readonly utterance_id: Id;
  readonly text: string;
  readonly word_count: number;
}

/** Their ids by hash. The order of their ids does not hang on the speakers', so that the same articles give the same utterances. */
export async function addWordings(
  db: Kysely<Tables>,
  rows: readonly NewWording[],
): Promise<ReadonlyMap<string, Id>> {
  const { rows: added } = await sql<{ id: Id; hash: string }>`
    with r as (
      select * from ${recordset(rows, 'utterance_id int8, text text, word_count int4, hash text, keys int8[]')}
    ), added as (
      insert into wording (utterance_id, text, word_count, words_hash)
      select utterance_id, text, word_count, decode(hash, 'hex') from r order by text, hash
      returning id, encode(words_hash, 'hex') as hash
    ), keyed as (
      insert into utterance_key (key, wording_id)
      select distinct k.key, added.id from added join r on r.hash = added.hash cross join lateral unnest(r.keys) as k (key)
      order by 1, 2
    ) select id, hash from added`.execute(db);
  return new Map(added.map((row) => [row.hash, row.id]));
}
