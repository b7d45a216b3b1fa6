-- visibility, here and in every table that has it: 0 withdrawn or gone, 1 embargoed, 2 public.

create table actor (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('person', 'organization')),
  name text not null check (name = btrim(name) and name <> ''),
  name_key text not null generated always as (public.fold(name)) stored,
  wikidata_id text check (wikidata_id ~ '^Q[1-9][0-9]*$'),
  -- IANA name; what a publisher's printed times are read in.
  time_zone text check (time_zone <> ''),
  merged_into bigint references actor (id) check (merged_into <> id),
  public_count integer not null default 0 check (public_count >= 0),
  embargoed_count integer not null default 0 check (embargoed_count >= 0),
  visibility smallint not null generated always as (
    case when merged_into is not null then 0 when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored,
  created_at timestamptz not null default now(),
  unique (id, kind)
);

-- people, organizations: order NAME
create index actor_by_name on actor (kind, name_key, id) where visibility >= 1;
-- people, organizations: order ARTICLE_COUNT
create index actor_by_count on actor (kind, public_count desc, id desc) where visibility >= 1;
-- person, organization: which ids were merged into this one
create index actor_merged_into on actor (merged_into) where merged_into is not null;
create unique index actor_by_wikidata on actor (wikidata_id) where merged_into is null;

create table actor_name (
  id bigint generated always as identity primary key,
  actor_id bigint not null,
  kind text not null,
  name text not null check (name = btrim(name) and name <> ''),
  name_key text not null generated always as (public.fold(name)) stored,
  language text,
  source text not null check (source in ('article', 'editor', 'import')),
  -- actor.name itself, which every actor has here: shown wherever the actor is, even where no text prints it so.
  own boolean not null default false,
  public_count integer not null default 0 check (public_count >= 0),
  embargoed_count integer not null default 0 check (embargoed_count >= 0),
  visibility smallint not null generated always as (
    case when own or source <> 'article' or public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored,
  foreign key (actor_id, kind) references actor (id, kind) on delete cascade,
  unique (actor_id, name)
);

-- linking: who is called this
create index actor_name_by_key on actor_name (name_key, kind);
-- search: names by trigram
create index actor_name_by_trigram on actor_name using gin (name_key gin_trgm_ops);
-- linking: an actor has one name of its own
create unique index actor_name_own on actor_name (actor_id) where own;

-- search: the names that hold something like these words, folded. The threshold of Postgres (0.6) finds "lindqvan" but not
-- "linqvar" among names with Lindqvar; it can only be set around the statement that asks.
create function public.names_like(words text) returns table (name_id bigint, similarity real)
  language sql stable strict parallel safe rows 20
  set pg_trgm.word_similarity_threshold = 0.45
  as $$
    select id, word_similarity(words, name_key) from public.actor_name where name_key %> words
  $$;
