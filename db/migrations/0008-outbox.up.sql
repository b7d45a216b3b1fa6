-- What changed, for the change feed, live queries and caches. Read in the order (epoch, xid, id), and only below
-- pg_snapshot_xmin(pg_current_snapshot()): nothing then appears before a cursor that was given out.
create table outbox (
  -- Transaction ids start anew after a restore: the epoch then goes up.
  epoch integer not null default 1,
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  noun text not null check (noun in ('article', 'actor', 'event', 'quote', 'api_key')),
  row_id bigint not null,
  -- What a viewer is told follows from both: created, changed or withdrawn, or nothing. Null: it was not there before.
  visibility_before smallint check (visibility_before between 0 and 2),
  visibility_after smallint not null check (visibility_after between 0 and 2),
  changed_at timestamptz not null default now(),
  primary key (epoch, xid, id)
);
