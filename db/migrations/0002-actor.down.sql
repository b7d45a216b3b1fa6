drop function public.names_like;
drop table actor_name;
drop table actor;
