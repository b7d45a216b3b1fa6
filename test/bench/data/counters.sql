-- What follows from all articles together: whoever is never named is nobody, and each fact's count of what it rests on.
insert into affiliation (id, person_id, organization_id, role) overriding system value
select id, person, people + reporters + made.rank(person, 8, organizations), made.role(person + id % 2 * 5)
from made.size, (select distinct affiliation_id as id, (affiliation_id + 1) / 2 as person from affiliation_statement) as stated;

delete from actor_name where not exists (select from article_actor as a where a.actor_id = actor_name.actor_id);
delete from actor where not exists (select from article_actor as a where a.actor_id = actor.id);

do $$
declare
  fact record;
begin
  for fact in
    select * from (values
      ('actor', 'article_actor', 'actor_id'), ('actor_name', 'mention', 'actor_name_id'), ('event', 'article_event', 'event_id'),
      ('event_participant', 'event_participant_statement', 'participant_id'),
      ('affiliation', 'affiliation_statement', 'affiliation_id')
    ) as facts (name, statement, key)
  loop
    execute format(
      'update %1$I as fact set public_count = n.public, embargoed_count = n.embargoed
       from (
         select %3$I as id, count(*) filter (where visibility = 2) as public, count(*) filter (where visibility = 1) as embargoed
         from %2$I where %3$I is not null group by 1
       ) as n where n.id = fact.id',
      fact.name, fact.statement, fact.key
    );
  end loop;
  for fact in
    select c.table_name as name from information_schema.columns as c
    where c.table_schema = 'public' and c.column_name = 'id' and c.is_identity = 'YES'
  loop
    execute format('select setval(pg_get_serial_sequence(%1$L, ''id''), greatest(1, max(id))) from %1$I', fact.name);
  end loop;
end $$;

drop schema made cascade;
