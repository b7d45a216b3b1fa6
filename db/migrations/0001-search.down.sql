drop function public.count_support();
drop function public.unpacked(tsvector);
drop function public.search_query(text, text);
drop function public.search_vector(text, text);
drop function public.blanked(text);
drop function public.search_config(text);
do $$
declare
  configuration record;
begin
  for configuration in
    select cfgname from pg_catalog.pg_ts_config
    where cfgnamespace = 'public'::regnamespace and cfgname like 'news\_%'
  loop
    execute format('drop text search configuration public.%I', configuration.cfgname);
  end loop;
end
$$;
drop function public.fold(text);
-- The extensions stay: others may have had them first, and may use them.
