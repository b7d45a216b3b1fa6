-- span: half open, UTF-16 code units, into the body of `version`, the latest version that holds it.
create table mention (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  listed_at timestamptz not null,
  article_visibility smallint not null,
  kind text not null check (kind in ('person', 'organization', 'place', 'event')),
  actor_id bigint,
  actor_name_id bigint references actor_name (id) on delete set null,
  event_id bigint references event (id) on delete cascade,
  name text not null check (name <> ''),
  surface text not null check (surface <> ''),
  span int4range not null check (not isempty(span) and lower(span) >= 0),
  char_start integer not null generated always as (lower(span)) stored,
  version integer not null,
  first_version integer not null check (first_version <= version),
  -- Equal to `version` where another reading of the same text no longer has it.
  gone_in_version integer check (gone_in_version >= version),
  visibility smallint not null generated always as (
    case when gone_in_version is null then article_visibility else 0 end
  ) stored,
  extractor text not null,
  confidence real not null check (confidence between 0 and 1),
  foreign key (article_id, listed_at, article_visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade,
  foreign key (actor_id, kind) references actor (id, kind),
  check (actor_id is null or kind in ('person', 'organization')),
  check ((event_id is not null) = (kind = 'event'))
);
-- storing: whoever or whatever is named at a place stands there once
create unique index mention_at_place on mention (article_id, version, span, kind, actor_id, event_id) nulls not distinct
  where gone_in_version is null;
-- Article.mentions; what a change of the article cascades to
create index mention_by_article on mention (article_id, char_start, id);
-- Actor.mentions
create index mention_by_actor on mention (actor_id, listed_at desc, id desc) where visibility >= 1;
-- Event.mentions
create index mention_by_event on mention (event_id, listed_at desc, id desc) where visibility >= 1;

create trigger mention_inserted after insert on mention
  referencing new table as new_rows for each statement execute function count_support('actor_name', 'actor_name_id');
create trigger mention_updated after update on mention
  referencing old table as old_rows new table as new_rows for each statement execute function count_support('actor_name', 'actor_name_id');
create trigger mention_deleted after delete on mention
  referencing old table as old_rows for each statement execute function count_support('actor_name', 'actor_name_id');
