drop trigger quote_wording_deleted on quote;
drop trigger quote_wording_updated on quote;
drop trigger quote_wording_inserted on quote;
drop trigger quote_utterance_deleted on quote;
drop trigger quote_utterance_updated on quote;
drop trigger quote_utterance_inserted on quote;
alter table quote drop column wording_id;
drop table utterance_key;
drop table wording;
-- Hashes of their own: words that come again make another utterance.
alter table utterance
  drop column speaker_id, drop column visibility, drop column public_count, drop column embargoed_count,
  add column text_hash bytea not null unique generated always as (sha256(int8send(id))) stored;
alter table utterance
  alter column text_hash drop expression,
  add check (octet_length(text_hash) = 32);
