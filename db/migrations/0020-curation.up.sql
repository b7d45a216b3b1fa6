-- What editors decide about actors: that several are one, or that one is two.
create table curation_decision (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('merge', 'split')),
  actor_kind text not null check (actor_kind in ('person', 'organization')),
  -- Of a merge: whom the others were merged into. Of a split: who was split.
  actor_id bigint not null references actor (id),
  -- Of a merge: who was merged. Of a split: the new one.
  other_ids bigint[] not null check (cardinality(other_ids) >= 1),
  -- As they were called then.
  actor_name text not null check (actor_name <> ''),
  other_names text[] not null check (cardinality(other_names) = cardinality(other_ids)),
  -- Of a split: in which articles the new one is meant. Later readings of them keep to it.
  article_ids bigint[] not null default '{}',
  reason text not null check (reason <> ''),
  -- The name of an API key, or what stands for the command line.
  decided_by text not null check (decided_by <> ''),
  decided_at timestamptz not null default now(),
  undone_by text check (undone_by <> ''),
  undone_at timestamptz,
  check ((undone_by is null) = (undone_at is null))
);
-- Actor.curationDecisions; undoing: which later ones build on it
create index curation_decision_by_actor on curation_decision (actor_id, id);
create index curation_decision_by_other on curation_decision using gin (other_ids);
-- linking: what was decided about an article
create index curation_decision_by_article on curation_decision using gin (article_ids) where undone_at is null;

-- Who an id stands for: whoever was merged into another for the other. Null for no actor's.
create function public.kept_actor(asked bigint) returns bigint
  language sql stable strict parallel safe
  as $$ select coalesce(merged_into, id) from public.actor where id = asked $$;

-- By which actor the row came, where that one was merged into the one that the row has: undoing a merge gives it back.
alter table actor_name add column merged_from bigint references actor (id);
alter table mention add column merged_from bigint references actor (id);
alter table byline add column merged_from bigint references actor (id);
alter table article add column publisher_merged_from bigint references actor (id);
alter table article_subject add column merged_from bigint references actor (id);
alter table article_actor add column merged_from bigint references actor (id);
alter table event_participant_statement add column merged_from bigint references actor (id);
alter table quote_party add column merged_from bigint references actor (id);
alter table affiliation_statement
  add column person_merged_from bigint references actor (id),
  add column organization_merged_from bigint references actor (id);

-- linking: an actor has one name of its own, and those of whoever was merged into it
drop index actor_name_own;
create unique index actor_name_own on actor_name (actor_id) where own and merged_from is null;

-- What is said of who was merged and could not move, since an article says it of both, is the same said twice.
alter table affiliation
  drop column visibility,
  add column of_merged boolean not null default false;
alter table affiliation
  add column visibility smallint not null generated always as (
    case when of_merged then 0 when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored;
-- Organization.affiliations
create index affiliation_by_organization on affiliation (organization_id, id) where visibility >= 1;
create index affiliation_by_person on affiliation (person_id, id) where visibility >= 1;

-- curation: the rows of an actor that the indexes of reads leave out
create index mention_hidden_by_actor on mention (actor_id) where visibility = 0;
create index byline_hidden_by_actor on byline (actor_id) where visibility = 0;
create index article_hidden_by_publisher on article (publisher_id) where visibility = 0;
create index quote_party_hidden_by_actor on quote_party (actor_id) where visibility = 0;
create index event_participant_hidden_by_actor on event_participant (actor_id) where visibility = 0;
create index affiliation_hidden_by_organization on affiliation (organization_id) where visibility = 0;
create index article_subject_by_actor on article_subject (actor_id) where actor_id is not null;
create index article_actor_unnamed_by_actor on article_actor (actor_id) where visibility = 0 or mention_count = 0;

-- Served now, so it copies what may be seen, as mentions do: it holds names of the text.
alter table link_decision
  add column merged_from bigint references actor (id),
  add column listed_at timestamptz,
  add column visibility smallint;
update link_decision as d set listed_at = a.listed_at, visibility = a.text_visibility
from article as a where a.id = d.article_id;
delete from link_decision where article_id is null;
alter table link_decision
  drop constraint link_decision_article_id_fkey,
  alter column article_id set not null,
  alter column listed_at set not null,
  alter column visibility set not null,
  add foreign key (article_id, listed_at, visibility) references article (id, listed_at, text_visibility)
    on update cascade on delete cascade;
