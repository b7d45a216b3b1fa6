import { type Kysely, sql } from 'kysely';
import { actors } from './actor.ts';
import { articleOrdersVia, articles } from './article.ts';
import { recordset } from './recordset.ts';
import { by, source, toMany, toOne } from './relation.ts';
import { dropFormer, type OfArticle, type StoredVersion, written } from './stored-version.ts';
import type { Id, RangeText, Tables } from './tables.ts';

const affiliations = source(
  'affiliation',
  ['id', 'person_id', 'organization_id', 'role', 'started_on', 'ended_on', 'public_count'],
  { guarded: true },
);

const asStated = { STATED: by(['id', 'int8', 'asc']) };

export const affiliationsOfPerson = toMany<'actor'>()('affiliationsOfPerson', affiliations, {
  key: 'person_id',
  orders: asStated,
});
export const affiliationsOfOrganization = toMany<'actor'>()('affiliationsOfOrganization', affiliations, {
  key: 'organization_id',
  orders: asStated,
});
export const personOfAffiliation = toOne<'affiliation'>()('personOfAffiliation', actors, 'person_id');
export const organizationOfAffiliation = toOne<'affiliation'>()(
  'organizationOfAffiliation',
  actors,
  'organization_id',
);
export const articlesOfAffiliation = toMany<'affiliation'>()('articlesOfAffiliation', articles, {
  via: { table: 'affiliation_statement', guarded: true, target: 'article_id' },
  key: 'affiliation_id',
  orders: articleOrdersVia,
});

export type Tie = Pick<NewAffiliationStatement, 'person_id' | 'organization_id'>;

/**
 * How many known affiliations tie each of the candidates to the others, those that are not stored yet (`besides`) too; for linking, so
 * withdrawn ones count.
 */
export async function tiesOf(
  db: Kysely<Tables>,
  candidates: readonly Id[],
  others: readonly Id[],
  besides: readonly Tie[],
): Promise<ReadonlyMap<Id, number>> {
  if (candidates.length === 0 || others.length === 0) return new Map();
  const { rows } = await sql<{ id: Id; ties: number }>`
    select c.id, cast(count(distinct o.id) as int4) as ties
    from unnest(cast(${candidates} as int8[])) as c (id), unnest(cast(${others} as int8[])) as o (id)
    where o.id <> c.id and (exists (
      select from affiliation as a where (a.person_id = c.id and a.organization_id = o.id
        or a.person_id = o.id and a.organization_id = c.id)
        and exists (select from affiliation_statement as s where s.affiliation_id = a.id)
    ) or exists (
      select from ${recordset(besides, 'person_id int8, organization_id int8')}
      where r.person_id = c.id and r.organization_id = o.id or r.person_id = o.id and r.organization_id = c.id
    )) group by c.id`.execute(db);
  return new Map(rows.map((row) => [row.id, row.ties]));
}

export interface NewAffiliationStatement {
  readonly person_id: Id;
  readonly organization_id: Id;
  readonly role: string | null;
  readonly span: RangeText;
  readonly confidence: number;
}

/**
 * What this version of each article says about who belongs where, instead of what the last one said; each once. A role is
 * the same whatever its case: it is served as it was first written.
 */
export async function setAffiliationStatements(
  db: Kysely<Tables>,
  articles: readonly StoredVersion[],
  rows: readonly OfArticle<NewAffiliationStatement>[],
): Promise<void> {
  await dropFormer(db, 'affiliation_statement', articles);
  if (rows.length === 0) return;
  const stated = recordset(
    rows,
    'article_id int8, person_id int8, organization_id int8, role text, span int4range, confidence float4',
  );
  await sql`
    insert into affiliation (person_id, organization_id, role)
    select r.person_id, r.organization_id, r.role from ${stated}
    group by 1, 2, 3 order by min(r.article_id), 1, 2, 3 on conflict do nothing`.execute(db);
  await sql`
    insert into affiliation_statement (affiliation_id, article_id, listed_at, visibility, version, extractor, span, confidence)
    select f.id, a.id, a.listed_at, a.visibility, a.version, a.extractor, r.span, r.confidence
    from ${stated} join ${written(articles)} on a.id = r.article_id
    join affiliation as f on f.person_id = r.person_id and f.organization_id = r.organization_id
      and f.role_key is not distinct from public.fold(r.role)
    order by f.id, a.id, lower(r.span) on conflict do nothing`.execute(db);
}
