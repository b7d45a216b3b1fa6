-- what each holder of a budget may still spend: a token bucket that all processes share. Unlogged: after a crash all are full.
create unlogged table budget (
  holder text primary key,
  size float8 not null,
  restored_per_s float8 not null,
  units float8 not null,
  lent float8 not null,
  at timestamptz not null default now()
) with (fillfactor = 70);
