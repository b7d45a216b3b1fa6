alter function public.unpacked(tsvector) parallel safe;
drop function public.names_holding(text);
