drop table budget;
