-- Which run of transaction ids the outbox is in, and how far back it is kept. One row.
create table outbox_state (
  id boolean primary key default true check (id),
  epoch integer not null,
  -- Transaction ids go on within one cluster only: rows that were brought into another start the next epoch there.
  cluster bigint not null,
  -- The place of the last row that was pruned: what comes after it is whole.
  pruned_epoch integer not null default 0,
  pruned_xid xid8 not null default '0',
  pruned_id bigint not null default 0
);

insert into outbox_state (epoch, cluster) select 1, system_identifier from pg_control_system();

-- As it is now. A reader may come before the first writer, and may read from a standby.
create function outbox_epoch() returns integer language sql stable as $$
  select epoch + case when cluster = (select system_identifier from pg_control_system()) then 0 else 1 end
  from public.outbox_state
$$;

-- For who writes: keeps the next epoch where there is one.
create function outbox_epoch_kept() returns integer language plpgsql as $$
begin
  update public.outbox_state as s set epoch = s.epoch + 1, cluster = c.system_identifier
  from pg_control_system() as c where s.cluster <> c.system_identifier;
  return (select epoch from public.outbox_state);
end $$;

alter table outbox
  alter column epoch drop default,
  -- Of an actor: its id says it, also when the row itself is not to be seen any more.
  add column kind text check (kind in ('person', 'organization')),
  -- Who may be told: 2 everybody, 1 only who may see embargoed articles, 0 nobody. An actor that all can see changes by an
  -- article that not all can see.
  add column audience smallint not null default 2 check (audience between 0 and 2);

update outbox set kind = actor.kind from actor where outbox.noun = 'actor' and actor.id = outbox.row_id;

alter table outbox add check ((noun = 'actor') = (kind is not null));
