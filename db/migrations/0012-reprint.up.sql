-- By which articles that print the same story find each other: the smallest hashes of an article's runs of words.
create table article_mark (
  article_id bigint not null references article (id) on delete cascade,
  hash bigint not null,
  primary key (article_id, hash)
);
-- storing: the oldest articles with a mark
create index article_mark_by_hash on article_mark (hash, article_id);

-- Two articles print the same story, each told of the other.
create table reprint (
  article_id bigint not null,
  article_listed_at timestamptz not null,
  article_visibility smallint not null,
  other_id bigint not null check (other_id <> article_id),
  listed_at timestamptz not null,
  other_visibility smallint not null,
  -- Whoever may see both may see it.
  visibility smallint not null generated always as (least(article_visibility, other_visibility)) stored,
  -- Whether the other one was printed first.
  earlier boolean not null generated always as (
    listed_at < article_listed_at or listed_at = article_listed_at and other_id < article_id
  ) stored,
  -- How much of the article stands in the other one, and of the other one in the article.
  share_reprinted real not null check (share_reprinted between 0 and 1),
  share_taken real not null check (share_taken between 0 and 1),
  primary key (article_id, other_id),
  foreign key (article_id, article_listed_at, article_visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade,
  foreign key (other_id, listed_at, other_visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);
-- Article.reprints, Article.firstPrinting; articles: excludeReprints
create index reprint_by_article on reprint (article_id, listed_at, other_id) where visibility >= 1;
-- what a change of the other article cascades to
create index reprint_by_other on reprint (other_id);
