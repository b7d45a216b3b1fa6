-- The same words said once and printed by several articles.
create table utterance (
  id bigint generated always as identity primary key,
  -- The words folded to letters and figures, then hashed, with whoever said them: equal for equal utterances.
  text_hash bytea not null unique check (octet_length(text_hash) = 32)
);

create table quote (
  id bigint generated always as identity primary key,
  article_id bigint not null,
  listed_at timestamptz not null,
  article_visibility smallint not null,
  kind text not null check (kind in ('direct', 'mixed', 'indirect')),
  text text not null check (text <> ''),
  language text not null,
  -- Half open, UTF-16 code units, into the body of `version`; several where the quotation is broken.
  spans int4multirange not null check (not isempty(spans) and lower(spans) >= 0),
  char_start integer not null generated always as (lower(spans)) stored,
  version integer not null,
  first_version integer not null check (first_version <= version),
  -- Equal to `version` where another reading of the same text no longer has it.
  gone_in_version integer check (gone_in_version >= version),
  visibility smallint not null generated always as (
    case when gone_in_version is null then article_visibility else 0 end
  ) stored,
  cue text check (cue <> ''),
  cue_span int4range,
  channel text check (channel in ('speech', 'call', 'post', 'statement', 'writing')),
  said_earliest date,
  said_latest date,
  said_precision text check (said_precision in ('day', 'week', 'month', 'season', 'year', 'decade')),
  said_place text check (said_place <> ''),
  event_id bigint references event (id) on delete set null,
  utterance_id bigint references utterance (id),
  extractor text not null,
  confidence real not null check (confidence between 0 and 1),
  search tsvector not null generated always as (public.search_vector(language, text)) stored,
  foreign key (article_id, listed_at, article_visibility) references article (id, listed_at, visibility)
    on update cascade on delete cascade,
  check ((cue is null) = (cue_span is null)),
  check ((said_earliest is null) = (said_latest is null) and (said_earliest is null) = (said_precision is null)),
  check (said_earliest <= said_latest),
  unique (id, listed_at, visibility)
);
-- storing: one quote at a place
create unique index quote_at_place on quote (article_id, version, spans) where gone_in_version is null;
-- quotes: order PUBLISHED_AT
create index quote_by_time on quote (listed_at desc, id desc) where visibility >= 1;
-- quotes: kind
create index quote_by_kind on quote (kind, listed_at desc, id desc) where visibility >= 1;
-- Article.quotes; what a change of the article cascades to
create index quote_by_article on quote (article_id, char_start, id);
-- Event.quotes; quotes: event
create index quote_by_event on quote (event_id, listed_at desc, id desc) where visibility >= 1;
-- Quote.printings
create index quote_by_utterance on quote (utterance_id, listed_at, id) where visibility >= 1;
-- quotes: text; search
create index quote_by_text on quote using gin (search);

create table quote_party (
  quote_id bigint not null,
  -- candidate: who came second as the speaker.
  role text not null check (role in ('speaker', 'addressee', 'candidate')),
  position integer not null check (position >= 1),
  kind text not null check (kind in ('person', 'organization', 'unnamed_person', 'unnamed_group', 'document')),
  actor_id bigint,
  -- The full name, or the words that describe an unnamed source.
  name text not null check (name <> ''),
  span int4range,
  confidence real not null check (confidence between 0 and 1),
  listed_at timestamptz not null,
  visibility smallint not null,
  -- Quote.speakers, Quote.addressees, Quote.candidates
  primary key (quote_id, role, position),
  unique (quote_id, role, actor_id),
  foreign key (quote_id, listed_at, visibility) references quote (id, listed_at, visibility)
    on update cascade on delete cascade,
  foreign key (actor_id, kind) references actor (id, kind),
  check ((actor_id is not null) = (kind in ('person', 'organization')))
);
-- Actor.quotes, Actor.quotesReceived; quotes: speaker, addressee
create index quote_party_by_actor on quote_party (actor_id, role, listed_at desc, quote_id desc) where visibility >= 1;
