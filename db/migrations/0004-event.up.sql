-- name, language, status, days and place: what its visible articles say, see article_event.
create table event (
  id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  name_key text not null generated always as (public.fold(name)) stored,
  kind text not null check (kind in (
    'meeting', 'call', 'summit', 'visit', 'statement', 'vote', 'election', 'trial', 'attack', 'protest', 'disaster',
    'agreement', 'conference', 'ceremony', 'other'
  )),
  status text not null check (status in ('planned', 'happened', 'cancelled', 'denied')),
  earliest date,
  latest date,
  precision text check (precision in ('day', 'week', 'month', 'season', 'year', 'decade')),
  place text check (place <> ''),
  -- latest, or the day of the first article about it where no date is known: what lists are ordered by.
  listed_on date not null,
  language text not null,
  merged_into bigint references event (id) check (merged_into <> id),
  public_count integer not null default 0 check (public_count >= 0),
  embargoed_count integer not null default 0 check (embargoed_count >= 0),
  visibility smallint not null generated always as (
    case when merged_into is not null then 0 when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored,
  search tsvector not null generated always as (
    public.search_vector(language, name || ' ' || coalesce(place, ''))
  ) stored,
  created_at timestamptz not null default now(),
  check ((earliest is null) = (latest is null) and (earliest is null) = (precision is null)),
  check (earliest <= latest),
  unique (id, listed_on)
);
-- events: order DATE
create index event_by_date on event (listed_on desc, id desc) where visibility >= 1;
-- events: kind; joining an event to a known one
create index event_by_kind on event (kind, listed_on desc, id desc) where visibility >= 1;
create index event_by_days on event (kind, earliest, latest);
-- event: which ids were merged into this one
create index event_merged_into on event (merged_into) where merged_into is not null;
-- search
create index event_by_text on event using gin (search);

create table article_event (
  article_id bigint not null,
  event_id bigint not null references event (id) on delete cascade,
  mention_count integer not null check (mention_count >= 1),
  first_char integer not null,
  -- What the article says of the event.
  name text not null check (name <> ''),
  status text not null check (status in ('planned', 'happened', 'cancelled', 'denied')),
  earliest date,
  latest date,
  precision text check (precision in ('day', 'week', 'month', 'season', 'year', 'decade')),
  place text check (place <> ''),
  -- latest, or the day of the article where it states none.
  listed_on date not null,
  confidence real not null check (confidence between 0 and 1),
  listed_at timestamptz not null,
  visibility smallint not null,
  primary key (article_id, event_id),
  check ((earliest is null) = (latest is null) and (earliest is null) = (precision is null)),
  check (earliest <= latest),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);
-- Article.events
create index article_event_by_article on article_event (article_id, first_char, event_id);
-- Event.articles; linking, which looks at withdrawn ones, too: who tells of an event; the first and the last who does
create index article_event_by_event on article_event (event_id, listed_at desc, article_id desc);

create trigger article_event_inserted after insert on article_event
  referencing new table as new_rows for each statement execute function count_support('event', 'event_id');
create trigger article_event_updated after update on article_event
  referencing old table as old_rows new table as new_rows for each statement execute function count_support('event', 'event_id');
create trigger article_event_deleted after delete on article_event
  referencing old table as old_rows for each statement execute function count_support('event', 'event_id');

create table event_participant (
  id bigint generated always as identity primary key,
  event_id bigint not null,
  actor_id bigint not null references actor (id),
  -- When the event took place, for lists in the order of time.
  listed_on date not null,
  public_count integer not null default 0 check (public_count >= 0),
  embargoed_count integer not null default 0 check (embargoed_count >= 0),
  visibility smallint not null generated always as (
    case when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored,
  -- Event.participants
  unique (event_id, actor_id),
  foreign key (event_id, listed_on) references event (id, listed_on) on update cascade on delete cascade
);
-- Actor.events
create index event_participant_by_actor on event_participant (actor_id, listed_on desc, event_id desc) where visibility >= 1;

-- Which articles state that an actor took part.
create table event_participant_statement (
  participant_id bigint not null references event_participant (id) on delete cascade,
  article_id bigint not null,
  listed_at timestamptz not null,
  visibility smallint not null,
  primary key (participant_id, article_id),
  foreign key (article_id, listed_at, visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade
);
create index event_participant_statement_by_article on event_participant_statement (article_id);

create trigger event_participant_stated after insert on event_participant_statement
  referencing new table as new_rows for each statement execute function count_support('event_participant', 'participant_id');
create trigger event_participant_restated after update on event_participant_statement
  referencing old table as old_rows new table as new_rows for each statement execute function count_support('event_participant', 'participant_id');
create trigger event_participant_unstated after delete on event_participant_statement
  referencing old table as old_rows for each statement execute function count_support('event_participant', 'participant_id');
