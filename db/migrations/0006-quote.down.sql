drop table quote_party;
drop table quote;
drop table utterance;
