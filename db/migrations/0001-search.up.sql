create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Folds case and accents so that names compare as readers type them. unaccent() alone is only stable:
-- naming its dictionary makes the result depend on the arguments alone, so indexes may hold it.
create function public.fold(value text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, value));

-- One unaccented search configuration for each stemmer that Postgres ships.
do $$
declare
  stemmer record;
begin
  for stemmer in
    select c.cfgname
    from pg_catalog.pg_ts_config c
    where c.cfgnamespace = 'pg_catalog'::regnamespace
      and exists (select from pg_catalog.pg_ts_dict d where d.dictname = c.cfgname || '_stem' or c.cfgname = 'simple')
  loop
    execute format('create text search configuration public.news_%s (copy = pg_catalog.%s)', stemmer.cfgname, stemmer.cfgname);
    execute format(
      'alter text search configuration public.news_%s alter mapping for hword, hword_part, word with public.unaccent, %s',
      stemmer.cfgname,
      case stemmer.cfgname
        when 'simple' then 'pg_catalog.simple'
        else format('pg_catalog.%s_stem', stemmer.cfgname)
      end
    );
  end loop;
end
$$;

-- The configuration for a BCP 47 language tag; languages without a stemmer are searched word by word.
create function public.search_config(language text) returns regconfig
  language sql immutable parallel safe
  return case split_part(lower(language), '-', 1)
    when 'ar' then 'public.news_arabic'::regconfig
    when 'ca' then 'public.news_catalan'::regconfig
    when 'da' then 'public.news_danish'::regconfig
    when 'de' then 'public.news_german'::regconfig
    when 'el' then 'public.news_greek'::regconfig
    when 'en' then 'public.news_english'::regconfig
    when 'es' then 'public.news_spanish'::regconfig
    when 'eu' then 'public.news_basque'::regconfig
    when 'fi' then 'public.news_finnish'::regconfig
    when 'fr' then 'public.news_french'::regconfig
    when 'ga' then 'public.news_irish'::regconfig
    when 'hi' then 'public.news_hindi'::regconfig
    when 'hu' then 'public.news_hungarian'::regconfig
    when 'hy' then 'public.news_armenian'::regconfig
    when 'id' then 'public.news_indonesian'::regconfig
    when 'it' then 'public.news_italian'::regconfig
    when 'lt' then 'public.news_lithuanian'::regconfig
    when 'ne' then 'public.news_nepali'::regconfig
    when 'nl' then 'public.news_dutch'::regconfig
    when 'nb' then 'public.news_norwegian'::regconfig
    when 'nn' then 'public.news_norwegian'::regconfig
    when 'no' then 'public.news_norwegian'::regconfig
    when 'pt' then 'public.news_portuguese'::regconfig
    when 'ro' then 'public.news_romanian'::regconfig
    when 'ru' then 'public.news_russian'::regconfig
    when 'sr' then 'public.news_serbian'::regconfig
    when 'sv' then 'public.news_swedish'::regconfig
    when 'ta' then 'public.news_tamil'::regconfig
    when 'tr' then 'public.news_turkish'::regconfig
    when 'yi' then 'public.news_yiddish'::regconfig
    else 'public.news_simple'::regconfig
  end;

-- Typographic marks and emoji blanked, with as many UTF-16 code units as before. On a server whose LC_CTYPE is C the parser
-- takes whatever is not ASCII for a letter, and “Water would be another word than Water.
create function public.blanked(value text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(
    regexp_replace(
      value,
      '[\u0080-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u037e\u0387\u0589\u05be\u05c0\u05c3'
        '\u060c\u061b\u061f\u06d4\u0964\u0965\u2000-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f'
        '\u3000-\u3003\u3008-\u3020\u30fb\ufe00-\ufe0f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]',
      ' ', 'g'
    ),
    '[\U0001f000-\U0001faff]', '  ', 'g'
  );

create function public.search_vector(language text, value text) returns tsvector
  language sql immutable parallel safe
  return to_tsvector(public.search_config(language), public.blanked(value));

-- Websearch syntax: "exact words" -without or. Curly marks count as straight ones. Postgres fails on more than some thirty
-- dashes with nothing to leave out between them, and skips the signs of its own syntax.
create function public.search_query(language text, words text) returns tsquery
  language sql immutable parallel safe
  return websearch_to_tsquery(
    public.search_config(language),
    regexp_replace(
      regexp_replace(
        public.blanked(regexp_replace(translate(words, '“”„‟«»', '""""""'), '[!&|()[:cntrl:]]', ' ', 'g')),
        '-+(?=\s|$)', ' ', 'g'
      ),
      '(^|\s)-+', '\1-', 'g'
    )
  );

-- Always true. Says what it costs to look into a row's `search`, which lies packed outside of the row: the planner takes that
-- for free, and would read a whole table rather than its index on words.
create function public.unpacked(search tsvector) returns boolean
  language plpgsql immutable parallel safe cost 400
as $$ begin return true; end $$;

-- Counts for each fact how many rows that state it rest on a public or an embargoed article.
-- Arguments: the fact's table, and the column of the stating row that points to it. Facts are locked in the order of
-- their ids, so that two articles which name the same actors cannot wait for each other.
create function public.count_support() returns trigger
  language plpgsql
as $$
declare
  fact text := tg_argv[0];
  key text := tg_argv[1];
  rows_of text := 'select %1$I as id, visibility, %2$s as n from %3$I where %1$I is not null';
  change text;
begin
  change := case tg_op
    when 'INSERT' then format(rows_of, key, 1, 'new_rows')
    when 'DELETE' then format(rows_of, key, -1, 'old_rows')
    else format(rows_of, key, 1, 'new_rows') || ' union all ' || format(rows_of, key, -1, 'old_rows')
  end;
  execute format(
    'with change as materialized (
       select id,
         coalesce(sum(n) filter (where visibility = 2), 0) as public,
         coalesce(sum(n) filter (where visibility = 1), 0) as embargoed
       from (%1$s) as stating group by id
     ), moved as materialized (
       select fact.id, change.public, change.embargoed
       from public.%2$I as fact join change on change.id = fact.id
       where change.public <> 0 or change.embargoed <> 0
       order by fact.id for no key update of fact
     )
     update public.%2$I as fact
     set public_count = fact.public_count + moved.public, embargoed_count = fact.embargoed_count + moved.embargoed
     from moved where moved.id = fact.id',
    change, fact
  );
  return null;
end
$$;
