-- search: the names that hold these words, folded; in a long name all but a letter of them. Where names_like looks through a
-- tenth of all names for some words, few have nine tenths of their trigrams.
create function public.names_holding(words text) returns table (name_id bigint, similarity real)
  language sql stable strict parallel safe rows 20
  set pg_trgm.word_similarity_threshold = 0.9
  as $$
    select id, word_similarity(words, name_key) from public.actor_name where name_key %> words
  $$;

-- A page of what was looked for is small: to start other processes for it takes longer than to read it. And what the planner saves by
-- not looking into rows is, to collect all rows of a frequent word, dearer than it believes.
alter function public.unpacked(tsvector) parallel restricted cost 100;
