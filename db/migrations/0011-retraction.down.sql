alter table quote drop constraint quote_article_id_listed_at_article_visibility_fkey;
update quote set article_visibility = article.visibility from article where article.id = article_id;
alter table quote add foreign key (article_id, listed_at, article_visibility)
  references article (id, listed_at, visibility) on update cascade on delete cascade;

alter table mention drop constraint mention_article_id_listed_at_article_visibility_fkey;
update mention set article_visibility = article.visibility from article where article.id = article_id;
alter table mention add foreign key (article_id, listed_at, article_visibility)
  references article (id, listed_at, visibility) on update cascade on delete cascade;

alter table article
  drop constraint article_id_listed_at_text_visibility_key,
  drop column text_visibility,
  drop column body_withheld,
  drop column source_body_status;
drop table retraction;
