-- What the public may see, as the peers read it: they know nothing of embargoes and retractions. The comments tell PostGraphile
-- the keys, which a view does not have.
create schema bench;

create view bench.article as
  select id, url, headline, standfirst, body, section, language, dateline, published_at, version, listed_at
  from public.article where visibility = 2;
comment on view bench.article is E'@primaryKey id';

create view bench.actor as
  select id, kind, name from public.actor where visibility = 2;
comment on view bench.actor is E'@primaryKey id';

create view bench.quote as
  select id, article_id, text, char_start, listed_at from public.quote where visibility = 2;
comment on view bench.quote is E'@primaryKey id\n@foreignKey (article_id) references bench.article (id)';

create view bench.speaker as
  select quote_id, position, actor_id, name, listed_at from public.quote_party where visibility = 2 and role = 'speaker';
comment on view bench.speaker is
  E'@primaryKey quote_id,position\n@foreignKey (quote_id) references bench.quote (id)\n@foreignKey (actor_id) references bench.actor (id)';

create view bench.naming as
  select article_id, actor_id, kind, mention_count from public.article_actor where visibility = 2 and mention_count > 0;
comment on view bench.naming is
  E'@primaryKey article_id,actor_id\n@foreignKey (article_id) references bench.article (id)\n@foreignKey (actor_id) references bench.actor (id)';

create view bench.affiliation as
  select id, person_id, organization_id, role from public.affiliation where visibility = 2;
comment on view bench.affiliation is
  E'@primaryKey id\n@foreignKey (person_id) references bench.actor (id)\n@foreignKey (organization_id) references bench.actor (id)';

create view bench.event as
  select id, name from public.event where visibility = 2;
comment on view bench.event is E'@primaryKey id';

create view bench.telling as
  select article_id, event_id, listed_at from public.article_event where visibility = 2;
comment on view bench.telling is
  E'@primaryKey article_id,event_id\n@foreignKey (article_id) references bench.article (id)\n@foreignKey (event_id) references bench.event (id)';
