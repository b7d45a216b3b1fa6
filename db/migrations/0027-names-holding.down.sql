alter function public.unpacked(tsvector) parallel safe cost 400;
drop function public.names_holding(text);
