drop table reprint;
drop table article_mark;
