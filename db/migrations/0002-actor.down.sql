drop table actor_name;
drop table actor;
