-- in years, as the article states it: it tells people of one name from each other
alter table article_actor add column age int2 check (age between 1 and 129);
-- statedOf
create index article_actor_aged on article_actor (actor_id, listed_at desc, article_id desc)
  where visibility >= 1 and age is not null;
