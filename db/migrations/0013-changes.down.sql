alter table outbox drop column kind, drop column audience, alter column epoch set default 1;
drop function outbox_epoch_kept();
drop function outbox_epoch();
drop table outbox_state;
