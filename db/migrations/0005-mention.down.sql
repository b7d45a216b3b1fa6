drop table mention;
