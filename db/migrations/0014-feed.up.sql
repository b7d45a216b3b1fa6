-- What is followed, and how it was found the last time.
create table feed (
  id bigint generated always as identity primary key,
  url text not null unique check (url ~ '^https?://'),
  title text check (title <> ''),
  -- Of its last answer, and the address that gave it.
  fetched_url text,
  etag text,
  last_modified text,
  followed_at timestamptz not null default now(),
  polled_at timestamptz,
  next_poll_at timestamptz not null default now(),
  -- Between two polls: shorter where it often tells something new, longer where it does not.
  interval_s integer not null check (interval_s > 0),
  -- In a row.
  failures integer not null default 0,
  last_error text,
  -- It is gone for good (HTTP 410) and polled no more.
  gone_at timestamptz
);
-- feeds that are due
create index feed_due on feed (next_poll_at, id) where gone_at is null;

-- An article that a feed lists. It is looked at again after it was published, for changes and for its end.
create table followed_page (
  id bigint generated always as identity primary key,
  -- The feed that listed it first.
  feed_id bigint not null references feed (id) on delete cascade,
  url text not null unique check (url ~ '^https?://'),
  -- SHA-256 of what the feed says of it: the same again is nothing new.
  entry_hash bytea not null check (octet_length(entry_hash) = 32),
  -- The article was read in the feed itself; its page is asked only whether it is still there.
  whole boolean not null,
  -- As the feed says, or when it was first listed.
  published_at timestamptz not null,
  status text not null default 'waiting' check (status in ('waiting', 'read', 'refused', 'failed', 'gone')),
  fetched_url text,
  etag text,
  last_modified text,
  article_id bigint references article (id) on delete set null,
  checked_at timestamptz,
  -- Null: it is not looked at again.
  next_check_at timestamptz,
  last_error text
);
-- pages that are due
create index followed_page_due on followed_page (next_check_at, id) where next_check_at is not null;
-- unfollowing a feed
create index followed_page_by_feed on followed_page (feed_id);
-- deleting an article
create index followed_page_by_article on followed_page (article_id) where article_id is not null;
