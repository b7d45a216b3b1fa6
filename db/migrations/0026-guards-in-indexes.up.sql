-- What may be seen stands in the index, so that the places of a list are read from it alone, in its order, and no row of the table
-- between is fetched. With the rows fetched, the planner would rather sort all of somebody's ten thousand quotations.
drop index quote_party_by_actor;
-- Person.quotes: the places; curation: the rows of an actor
create index quote_party_by_actor on quote_party (actor_id, role, listed_at desc, quote_id desc) include (visibility)
  where visibility >= 1;
drop index article_actor_by_article;
-- Article.people, Article.organizations: the places
create index article_actor_by_article on article_actor (article_id, kind, mention_count desc, actor_id desc) include (visibility);
