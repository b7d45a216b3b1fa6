import type pg from 'pg';
import type { Question } from '../ask/answer.ts';

/** The rows that each question is asked about, in turn. Q2 has none. */
export type Asked = Readonly<Record<Question, readonly (string | null)[]>>;

/** Most of the known people and events, as they are asked for most; any of the articles. */
const STATEMENTS = {
  Q1: `select a.id from generate_series(1, 400) as n cross join (select max(id) as last from bench.article) as newest
    join bench.article as a on a.id = 1 + (hashint8extended(n, 1) & 9007199254740991) % last`,
  Q3: `select m.id from public.actor as m where m.visibility = 2 and m.kind = 'person'
    and (select count(*) from (select from bench.speaker as s where s.actor_id = m.id limit 20) as said) = 20
    order by public_count desc, id desc limit 40`,
  Q4: `select id from public.event where visibility = 2 order by public_count desc, id desc limit 40`,
} as const;

export async function askedOf(pool: pg.Pool): Promise<Asked> {
  const ids = async (question: keyof typeof STATEMENTS) => {
    const { rows } = await pool.query<{ id: string }>(STATEMENTS[question]);
    if (rows.length === 0) throw new Error(`${question} has nothing to ask about; wanted more articles`);
    return rows.map(({ id }) => id);
  };
  return { Q1: await ids('Q1'), Q2: [null], Q3: await ids('Q3'), Q4: await ids('Q4') };
}
