alter table article
  drop constraint article_url_key,
  add column live_blog boolean not null default false,
  add column copyright_holder text check (copyright_holder <> ''),
  add column copyright_notice text check (copyright_notice <> ''),
  -- Field to the part of the source that it was taken from.
  add column field_sources jsonb not null default '{}' check (jsonb_typeof(field_sources) = 'object');

-- Every address of an article, its own among them. No two articles have one in common.
create table article_url (
  -- What db/url.ts makes of the address: equal for two that lead to one article. Whoever changes that fills these anew.
  key text primary key check (key <> ''),
  article_id bigint not null,
  url text not null check (url ~ '^https?://'),
  -- article.url itself.
  own boolean not null,
  listed_at timestamptz not null,
  visibility smallint not null,
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);
-- Article.otherUrls
create index article_url_by_article on article_url (article_id, key);

-- Whom and what the source itself says that the article is about.
create table article_subject (
  article_id bigint not null,
  position integer not null check (position >= 1),
  kind text not null check (kind in ('person', 'organization', 'place', 'event', 'topic')),
  name text not null check (name <> ''),
  uri text check (uri <> ''),
  role text check (role <> ''),
  actor_id bigint,
  listed_at timestamptz not null,
  visibility smallint not null,
  -- Article.subjects
  primary key (article_id, position),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade,
  foreign key (actor_id, kind) references actor (id, kind),
  check (actor_id is null or kind in ('person', 'organization'))
);

-- Other items that the source ties to the article; its pictures are in `image`.
create table article_association (
  article_id bigint not null,
  position integer not null check (position >= 1),
  role text not null check (role <> ''),
  type text check (type <> ''),
  uri text check (uri <> ''),
  headline text check (headline <> ''),
  listed_at timestamptz not null,
  visibility smallint not null,
  -- Article.associations
  primary key (article_id, position),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);
