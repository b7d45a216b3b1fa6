drop table link_decision;
drop table article_actor;
drop table image;
drop table byline;
drop table article_version;
drop table article;
