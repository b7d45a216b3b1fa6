drop table event_participant_statement;
drop table event_participant;
drop table article_event;
drop table event;
