create table article (
  id bigint generated always as identity primary key,
  url text unique check (url ~ '^https?://'),
  guid text check (guid <> ''),
  publisher_id bigint,
  publisher_kind text not null default 'organization' check (publisher_kind = 'organization'),
  headline text not null check (headline <> ''),
  standfirst text check (standfirst <> ''),
  body text,
  body_status text not null default 'available' check (body_status in ('available', 'withheld', 'stub')),
  section text check (section <> ''),
  language text not null check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
  dateline text check (dateline <> ''),
  published_at timestamptz,
  published_zone_assumed boolean not null default false,
  modified_at timestamptz,
  corrections text[] not null default '{}',
  usage_terms text,
  content_hash bytea not null check (octet_length(content_hash) = 32),
  version integer not null default 1 check (version >= 1),
  ingested_at timestamptz not null default now(),
  -- published_at, or the moment of ingestion where the source prints no time: what every list is ordered by.
  listed_at timestamptz not null,
  visible_from timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_notice text,
  visibility smallint not null check (visibility between 0 and 2),
  search tsvector not null generated always as (
    setweight(public.search_vector(language, headline), 'A') ||
    setweight(public.search_vector(language, coalesce(standfirst, '')), 'B') ||
    setweight(public.search_vector(language, left(coalesce(body, ''), 200000)), 'C')
  ) stored,
  foreign key (publisher_id, publisher_kind) references actor (id, kind),
  -- A withheld body may be kept: it is read again and searched, and shown to nobody.
  check (body is not null or body_status = 'withheld'),
  check ((withdrawn_at is null) = (withdrawn_notice is null)),
  check ((withdrawn_at is null) = (visibility > 0)),
  -- What an article's children copy: on update cascade keeps the copies true.
  unique (id, listed_at, visibility)
);

-- identity: the same guid from the same publisher is the same article
create unique index article_by_guid on article (guid, coalesce(publisher_id, 0)) where guid is not null;
-- articles: order PUBLISHED_AT
create index article_by_time on article (listed_at desc, id desc) where visibility >= 1;
-- Organization.publishedArticles; articles: publisher
create index article_by_publisher on article (publisher_id, listed_at desc, id desc) where visibility >= 1;
-- articles: section, language
create index article_by_section on article (section, listed_at desc, id desc) where visibility >= 1;
create index article_by_language on article (language, listed_at desc, id desc) where visibility >= 1;
-- articles: text; search
create index article_by_text on article using gin (search);
-- lifting embargoes that have ended
create index article_embargoed on article (visible_from) where visibility = 1;

create table article_version (
  article_id bigint not null,
  version integer not null check (version >= 1),
  headline text not null,
  standfirst text,
  body text,
  corrections text[] not null,
  content_hash bytea not null,
  modified_at timestamptz,
  ingested_at timestamptz not null default now(),
  listed_at timestamptz not null,
  visibility smallint not null,
  -- Article.versions
  primary key (article_id, version),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);

create table byline (
  article_id bigint not null,
  position integer not null check (position >= 1),
  name text not null check (name <> ''),
  role text not null check (role in ('author', 'contributor', 'photographer')),
  actor_id bigint,
  actor_kind text not null default 'person' check (actor_kind = 'person'),
  listed_at timestamptz not null,
  visibility smallint not null,
  -- Article.bylines
  primary key (article_id, position),
  unique (article_id, actor_id, role),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade,
  foreign key (actor_id, actor_kind) references actor (id, kind)
);
-- Person.articlesWritten
create index byline_by_actor on byline (actor_id, role, listed_at desc, article_id desc) where visibility >= 1;

create table image (
  article_id bigint not null,
  position integer not null check (position >= 1),
  caption text check (caption <> ''),
  credit text check (credit <> ''),
  url text check (url ~ '^https?://'),
  listed_at timestamptz not null,
  visibility smallint not null,
  -- Article.images
  primary key (article_id, position),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);

-- An article names an actor, carries it in its byline or was published by it: what keeps the actor visible.
create table article_actor (
  article_id bigint not null,
  actor_id bigint not null,
  kind text not null,
  -- 0: only in the byline or as the publisher.
  mention_count integer not null check (mention_count >= 0),
  -- Where the actor is first named; null where it is not.
  first_char integer check ((first_char is null) = (mention_count = 0)),
  -- Who the actor is, in the words of this article.
  description text check (description <> ''),
  listed_at timestamptz not null,
  visibility smallint not null,
  primary key (article_id, actor_id),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade,
  foreign key (actor_id, kind) references actor (id, kind)
);
-- Article.people, Article.organizations
create index article_actor_by_article on article_actor (article_id, kind, mention_count desc, actor_id desc);
-- Actor.articles
create index article_actor_by_actor on article_actor (actor_id, listed_at desc, article_id desc)
  where visibility >= 1 and mention_count > 0;

-- Actor.description
create index article_actor_described on article_actor (actor_id, listed_at desc, article_id desc)
  where visibility >= 1 and description is not null;

create trigger article_actor_inserted after insert on article_actor
  referencing new table as new_rows for each statement execute function count_support('actor', 'actor_id');
create trigger article_actor_updated after update on article_actor
  referencing old table as old_rows new table as new_rows for each statement execute function count_support('actor', 'actor_id');
create trigger article_actor_deleted after delete on article_actor
  referencing old table as old_rows for each statement execute function count_support('actor', 'actor_id');

-- Why a name in an article was joined to an actor, kept apart or left open.
create table link_decision (
  id bigint generated always as identity primary key,
  article_id bigint references article (id) on delete cascade,
  name text not null,
  kind text not null check (kind in ('person', 'organization')),
  decision text not null check (decision in ('joined', 'apart', 'open')),
  actor_id bigint references actor (id),
  -- Ids of the actors that were considered and not chosen.
  candidates bigint[] not null default '{}',
  reason text not null check (reason <> ''),
  decided_by text not null check (decided_by <> ''),
  decided_at timestamptz not null default now(),
  undone_at timestamptz,
  check ((decision = 'open') = (actor_id is null))
);
create index link_decision_by_actor on link_decision (actor_id, id);
create index link_decision_by_article on link_decision (article_id, id);
