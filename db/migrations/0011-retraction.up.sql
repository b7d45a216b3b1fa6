-- Who took an article back or gave it back, when and in which words.
create table retraction (
  id bigint generated always as identity primary key,
  -- Null: the article is not here yet. It is withdrawn when it comes, known by one of the next three.
  article_id bigint references article (id) on delete cascade,
  url_key text check (url_key <> ''),
  guid text check (guid <> ''),
  publisher_key text check (publisher_key <> ''),
  notice text not null check (notice <> ''),
  -- The name of an API key, or what stands for the article's own source and for the command line.
  retracted_by text not null check (retracted_by <> ''),
  retracted_at timestamptz not null default now(),
  undone_by text check (undone_by <> ''),
  undone_at timestamptz,
  check (coalesce(url_key, guid) is not null or article_id is not null),
  check ((undone_by is null) = (undone_at is null))
);
create index retraction_by_article on retraction (article_id, id);
-- storing: what was taken back before it came
create unique index retraction_awaited on retraction (url_key, guid, publisher_key) nulls not distinct where article_id is null;
create index retraction_awaited_by_guid on retraction (guid) where article_id is null;
insert into retraction (article_id, notice, retracted_by, retracted_at)
  select id, withdrawn_notice, 'source', withdrawn_at from article where withdrawn_at is not null and withdrawn_notice <> '';

alter table article
  -- What the source says of its rights, and what an editor decides; body_status is what follows from both.
  add column source_body_status text not null default 'available'
    check (source_body_status in ('available', 'withheld', 'stub')),
  add column body_withheld boolean not null default false;
update article set source_body_status = body_status where body_status <> 'available';
alter table article add check (body_status = case when body_withheld then 'withheld' else source_body_status end);

-- Of what shows words of the body.
alter table article
  add column text_visibility smallint not null
    generated always as (case when body_status = 'withheld' then 0 else visibility end) stored,
  add unique (id, listed_at, text_visibility);

alter table mention drop constraint mention_article_id_listed_at_article_visibility_fkey;
update mention set article_visibility = 0 from article where article.id = article_id and body_status = 'withheld';
alter table mention add foreign key (article_id, listed_at, article_visibility)
  references article (id, listed_at, text_visibility) on update cascade on delete cascade;

alter table quote drop constraint quote_article_id_listed_at_article_visibility_fkey;
update quote set article_visibility = 0 from article where article.id = article_id and body_status = 'withheld';
alter table quote add foreign key (article_id, listed_at, article_visibility)
  references article (id, listed_at, text_visibility) on update cascade on delete cascade;
