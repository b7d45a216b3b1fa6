import { type Kysely, sql } from 'kysely';
import { urlKey } from '../url.ts';

const AT_ONCE = 5_000;

/** The address of every article under its key. Where two articles have one, the first stored keeps it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (let after = '0'; ; ) {
    const { rows } = await sql<{ id: string; url: string | null }>`
      select id, url from article where id > ${after} order by id limit ${sql.lit(AT_ONCE)}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    const keyed = rows.flatMap(({ id, url }) => {
      const key = url === null ? null : urlKey(url);
      return key === null ? [] : [{ id, url, key }];
    });
    await sql`
      insert into article_url (key, article_id, url, own, listed_at, visibility)
      select r.key, a.id, r.url, true, a.listed_at, a.visibility
      from json_to_recordset(cast(${JSON.stringify(keyed)} as json)) as r (id int8, url text, key text)
      join article as a on a.id = r.id order by a.id on conflict do nothing`.execute(db);
  }
}
