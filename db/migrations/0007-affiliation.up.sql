create table affiliation (
  id bigint generated always as identity primary key,
  person_id bigint not null,
  person_kind text not null default 'person' check (person_kind = 'person'),
  organization_id bigint not null,
  organization_kind text not null default 'organization' check (organization_kind = 'organization'),
  role text check (role <> ''),
  role_key text generated always as (public.fold(role)) stored,
  started_on date,
  ended_on date check (ended_on >= started_on),
  public_count integer not null default 0 check (public_count >= 0),
  embargoed_count integer not null default 0 check (embargoed_count >= 0),
  visibility smallint not null generated always as (
    case when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored,
  foreign key (person_id, person_kind) references actor (id, kind),
  foreign key (organization_id, organization_kind) references actor (id, kind),
  -- Person.affiliations
  unique nulls not distinct (person_id, organization_id, role_key)
);
-- Organization.affiliations
create index affiliation_by_organization on affiliation (organization_id, id) where visibility >= 1;
create index affiliation_by_person on affiliation (person_id, id) where visibility >= 1;

-- Which article says so, and where in its body.
create table affiliation_statement (
  affiliation_id bigint not null references affiliation (id) on delete cascade,
  article_id bigint not null,
  listed_at timestamptz not null,
  visibility smallint not null,
  version integer not null,
  span int4range not null check (not isempty(span)),
  extractor text not null,
  confidence real not null check (confidence between 0 and 1),
  primary key (affiliation_id, article_id),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);
-- Affiliation.articles
create index affiliation_statement_by_time on affiliation_statement (affiliation_id, listed_at desc, article_id desc)
  where visibility >= 1;
create index affiliation_statement_by_article on affiliation_statement (article_id);

create trigger affiliation_stated after insert on affiliation_statement
  referencing new table as new_rows for each statement execute function count_support('affiliation', 'affiliation_id');
create trigger affiliation_restated after update on affiliation_statement
  referencing old table as old_rows new table as new_rows for each statement execute function count_support('affiliation', 'affiliation_id');
create trigger affiliation_unstated after delete on affiliation_statement
  referencing old table as old_rows for each statement execute function count_support('affiliation', 'affiliation_id');
