-- How many of each there are; ids follow one another in this order.
create table made.size as
select articles, greatest(40, articles / 5) as people, greatest(10, articles / 100) as reporters,
  greatest(20, articles / 20) as organizations, 40::bigint as publishers
from (select $articles::bigint) as asked (articles);

insert into actor (id, kind, name) overriding system value
select n, case when n <= people + reporters then 'person' else 'organization' end,
  case
    when n <= people + reporters then made.person_name(n)
    when n <= people + reporters + organizations then made.organization_name(n - people - reporters)
    else made.publisher_name(n - people - reporters - organizations)
  end
from made.size, generate_series(1, people + reporters + organizations + publishers) as n;

insert into actor_name (id, actor_id, kind, name, source, own) overriding system value
select id, id, kind, name, 'article', true from actor;
