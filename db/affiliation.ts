import { actors } from './actor.ts';
import { articleOrdersVia, articles } from './article.ts';
import { by, source, toMany, toOne } from './relation.ts';

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
