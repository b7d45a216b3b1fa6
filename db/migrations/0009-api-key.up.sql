create table api_key (
  id bigint generated always as identity primary key,
  name text not null check (name <> ''),
  -- SHA-256 of the key, which itself is shown once and never kept.
  key_hash bytea not null unique check (octet_length(key_hash) = 32),
  scopes text[] not null check (scopes <@ array['read', 'ingest', 'curate', 'admin'] and cardinality(scopes) > 0),
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  revoked_at timestamptz
);
