drop index quote_party_by_actor;
create index quote_party_by_actor on quote_party (actor_id, role, listed_at desc, quote_id desc) where visibility >= 1;
drop index article_actor_by_article;
create index article_actor_by_article on article_actor (article_id, kind, mention_count desc, actor_id desc);
