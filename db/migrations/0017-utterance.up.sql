-- What one speaker said once. Its wordings differ where outlets cut, translate or correct it.
alter table utterance
  add column speaker_id bigint references actor (id),
  -- Its quotes.
  add column public_count integer not null default 0 check (public_count >= 0),
  add column embargoed_count integer not null default 0 check (embargoed_count >= 0),
  add column visibility smallint not null generated always as (
    case when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored;

update utterance as u set speaker_id = said.actor_id
from (
  select distinct on (q.utterance_id) q.utterance_id, p.actor_id
  from quote as q join quote_party as p on p.quote_id = q.id and p.role = 'speaker' and p.position = 1
  where q.utterance_id is not null and p.actor_id is not null order by q.utterance_id, q.id
) as said
where said.utterance_id = u.id;
update quote set utterance_id = null
where utterance_id in (select id from utterance where speaker_id is null);
delete from utterance as u where not exists (select from quote as q where q.utterance_id = u.id);

alter table utterance drop column text_hash, alter column speaker_id set not null;

-- Quotes with the same words, marks and case aside.
create table wording (
  id bigint generated always as identity primary key,
  utterance_id bigint not null references utterance (id),
  -- As first printed.
  text text not null check (text <> ''),
  word_count integer not null check (word_count >= 1),
  -- Of the speaker and the words. Null for what older releases stored, until newsgraph backfill has read it: it is not found until then.
  words_hash bytea unique check (octet_length(words_hash) = 32),
  public_count integer not null default 0 check (public_count >= 0),
  embargoed_count integer not null default 0 check (embargoed_count >= 0),
  visibility smallint not null generated always as (
    case when public_count > 0 then 2 when embargoed_count > 0 then 1 else 0 end
  ) stored,
  unique (id, utterance_id)
);
-- Utterance.wordings, Utterance.text; storing: the fullest
create index wording_by_utterance on wording (utterance_id, word_count desc, id);

-- By which wordings of one speaker find each other: hashes of the speaker and some runs of words.
create table utterance_key (
  key bigint not null,
  wording_id bigint not null references wording (id),
  primary key (key, wording_id)
);

alter table quote
  add column wording_id bigint,
  add foreign key (wording_id, utterance_id) references wording (id, utterance_id) on update cascade;

insert into wording (utterance_id, text, word_count)
select utterance_id, text, cardinality(regexp_split_to_array(btrim(text), '\s+'))
from quote where utterance_id is not null group by utterance_id, text order by min(id);
update quote as q set wording_id = w.id from wording as w where w.utterance_id = q.utterance_id and w.text = q.text;
alter table quote add check ((wording_id is null) = (utterance_id is null));
-- Wording.printings; what a change of the wording cascades to
create index quote_by_wording on quote (wording_id, listed_at, id);

update wording as w set public_count = n.public, embargoed_count = n.embargoed from (
  select wording_id, count(*) filter (where visibility = 2) as public, count(*) filter (where visibility = 1) as embargoed
  from quote where wording_id is not null group by wording_id
) as n where n.wording_id = w.id;
update utterance as u set public_count = n.public, embargoed_count = n.embargoed from (
  select utterance_id, sum(public_count) as public, sum(embargoed_count) as embargoed from wording group by utterance_id
) as n where n.utterance_id = u.id;

-- utterances: order MOST_PRINTED
create index utterance_by_count on utterance (public_count desc, id desc) where visibility >= 1;
-- Actor.utterances; utterances: speaker
create index utterance_by_speaker_count on utterance (speaker_id, public_count desc, id desc) where visibility >= 1;
create index utterance_by_speaker on utterance (speaker_id, id desc) where visibility >= 1;

create trigger quote_utterance_inserted after insert on quote
  referencing new table as new_rows for each statement execute function count_support('utterance', 'utterance_id');
create trigger quote_utterance_updated after update on quote
  referencing old table as old_rows new table as new_rows for each statement execute function count_support('utterance', 'utterance_id');
create trigger quote_utterance_deleted after delete on quote
  referencing old table as old_rows for each statement execute function count_support('utterance', 'utterance_id');
create trigger quote_wording_inserted after insert on quote
  referencing new table as new_rows for each statement execute function count_support('wording', 'wording_id');
create trigger quote_wording_updated after update on quote
  referencing old table as old_rows new table as new_rows for each statement execute function count_support('wording', 'wording_id');
create trigger quote_wording_deleted after delete on quote
  referencing old table as old_rows for each statement execute function count_support('wording', 'wording_id');
