import type { Kysely } from 'kysely';
import type { Id, Tables } from '../../db/tables.ts';

/** The id of whoever is called so; of several, the first one. */
export async function actorNamed(db: Kysely<Tables>, name: string): Promise<Id> {
  const { id } = await db
    .selectFrom('actor')
    .select('id')
    .where('name', '=', name)
    .orderBy('id')
    .executeTakeFirstOrThrow();
  return id;
}
