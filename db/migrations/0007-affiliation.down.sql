drop table affiliation_statement;
drop table affiliation;
