alter table link_decision
  drop constraint link_decision_article_id_listed_at_visibility_fkey,
  drop column visibility,
  drop column listed_at,
  drop column merged_from,
  alter column article_id drop not null,
  add foreign key (article_id) references article (id) on delete cascade;

drop index article_actor_unnamed_by_actor;
drop index article_subject_by_actor;
drop index event_participant_hidden_by_actor;
drop index quote_party_hidden_by_actor;
drop index article_hidden_by_publisher;
drop index byline_hidden_by_actor;
drop index mention_hidden_by_actor;

alter table affiliation drop column visibility, drop column of_merged;
alter table affiliation
  add column visibility smallint not null generated always as (
    case when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored;
create index affiliation_by_organization on affiliation (organization_id, id) where visibility >= 1;
create index affiliation_by_person on affiliation (person_id, id) where visibility >= 1;

-- An actor has one name of its own again; the merged ones' are names like others.
update actor_name set own = false where own and merged_from is not null;
drop index actor_name_own;
create unique index actor_name_own on actor_name (actor_id) where own;

alter table affiliation_statement drop column organization_merged_from, drop column person_merged_from;
alter table quote_party drop column merged_from;
alter table event_participant_statement drop column merged_from;
alter table article_actor drop column merged_from;
alter table article_subject drop column merged_from;
alter table article drop column publisher_merged_from;
alter table byline drop column merged_from;
alter table mention drop column merged_from;
alter table actor_name drop column merged_from;

drop function public.kept_actor;
drop table curation_decision;
