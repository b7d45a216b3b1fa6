drop table article_association;
drop table article_subject;
drop table article_url;
-- Two articles may by now be shown at one address: the first keeps it.
update article set url = null
where exists (select from article as other where other.url = article.url and other.id < article.id);
alter table article
  drop column field_sources,
  drop column copyright_notice,
  drop column copyright_holder,
  drop column live_blog,
  add constraint article_url_key unique (url);
