alter table article_actor drop column age;
