-- How far a file of many articles is stored. Written in the transaction of the articles themselves, so that whoever goes on
-- stores each line once. Nothing that a reader asks for: it has no visibility.
create table ingest_run (
  -- The file's absolute path.
  source text primary key check (source <> ''),
  -- All lines before it are stored or refused; of a compressed file, as unpacked.
  byte_offset bigint not null default 0 check (byte_offset >= 0),
  line bigint not null default 0 check (line >= 0),
  -- SHA-256 of the bytes before byte_offset: by it a changed file is known.
  prefix_hash bytea not null check (octet_length(prefix_hash) = 32),
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
