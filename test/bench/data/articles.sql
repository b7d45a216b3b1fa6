-- The articles of these numbers with all that hangs on them. The numbers are in the order of time, so that what comes
-- together is told together; any range can be made beside any other, as events stay within a thousand articles.
create function made.articles(lowest bigint, highest bigint) returns void language plpgsql as $$
declare size made.size;
begin
  select * into size from made.size;

  create temp table a on commit drop as
  select n, case when n % 97 = 5 then 0 when n % 89 = 7 then 1 else 2 end as visibility,
    timestamptz '2026-01-01 00:00+00' - (size.articles - n) * interval '3 minutes'
      + made.chance(n, 1) * interval '2 minutes' as listed_at,
    size.people + made.rank(n, 2, size.reporters) as reporter,
    size.people + size.reporters + size.organizations + made.rank(n, 3, size.publishers) as publisher,
    case when made.chance(n, 4) < 0.6 then (n - 1) / 1000 * 50 + made.rank(n, 5, 50) end as event
  from generate_series(lowest, highest) as n;

  -- Three to seven people, the house of the first two, and up to three more.
  create temp table drawn on commit drop as
  select n, draw, made.rank(n * 16 + draw, 7, size.people) as actor, 'person' as kind
  from a, generate_series(1, 3 + n % 5) as draw;
  insert into drawn
  select n, 10 + draw, size.people + size.reporters + made.rank(actor, 8, size.organizations), 'organization'
  from drawn where draw <= 2
  union all
  select n, 12 + draw, size.people + size.reporters + made.rank(n * 16 + draw, 9, size.organizations), 'organization'
  from a, generate_series(1, n % 4) as draw;

  -- What is said, three times an article: by one of its first three people, by a house, or by someone unnamed.
  create temp table said on commit drop as
  select a.n, q, a.n * 3 - 3 + q as id, made.saying(a.n * 3 + q) as words, d.actor, coalesce(d.kind, 'unnamed_person') as kind,
    coalesce(m.name, 'a senior official') as name
  from a cross join generate_series(1, 3) as q
  cross join lateral (select made.chance(a.n * 3 + q, 10) as c) as luck
  left join drawn as d on d.n = a.n
    and d.draw = case when c < 0.8 then 1 + floor(c / 0.8 * 3) when c < 0.9 then 11 end
  left join actor as m on m.id = d.actor;

  -- The body in pieces, one a paragraph: `lead` is where the name stands in it.
  create temp table piece on commit drop as
  select d.n, min(d.draw) as ordinal, m.name, 0 as lead, d.actor, d.kind, null::bigint as quote, 0 as words_length,
    m.name || ' came to ' || made.place(made.rank(d.n * 16 + min(d.draw), 11, 5000)) || ', where the '
      || made.word(made.rank(d.n * 16 + min(d.draw), 12, 20000)) || ' had been shut for weeks.' as text
  from drawn as d join actor as m on m.id = d.actor group by d.n, d.actor, d.kind, m.name
  union all
  select n, 30, made.event_name(event), 4, null, 'event', null, 0,
    'The ' || made.event_name(event) || ' in ' || made.place(event) || ' is what all of them talk about.'
  from a where event is not null
  union all
  select n, 30 + q, name, length(words) + 4, actor, kind, id, length(words), '"' || words || '," ' || name || ' said.' from said;

  create temp table placed on commit drop as
  select *, (sum(length(text) + 2) over (partition by n order by ordinal) - length(text) - 2)::int as start from piece;

  insert into article (id, url, publisher_id, headline, standfirst, body, section, language, dateline, published_at, content_hash,
    extractor, ingested_at, listed_at, visible_from, withdrawn_at, withdrawn_notice, visibility) overriding system value
  select n, 'https://paper' || publisher || '.example/' || n, publisher,
    made.any_of('{Talks,Doubts,Anger,Hope,Questions,A deal}', n) || ' over the ' || made.word(made.rank(n, 13, 20000)) || ' of '
      || made.place(made.rank(n, 14, 5000)),
    initcap(made.word(made.rank(n, 15, 20000))) || ' and ' || made.word(made.rank(n, 16, 20000)) || ' are at stake.',
    body, made.any_of('{politics,world,business,culture,sport,science}', hashint8extended(n, 17) & 1023), 'en',
    upper(made.place(made.rank(n, 18, 500))), listed_at, sha256(convert_to(body, 'UTF8')), 'generated', listed_at, listed_at,
    case when visibility = 1 then timestamptz '2100-01-01' else listed_at end,
    case when visibility = 0 then listed_at end, case when visibility = 0 then 'It was not so.' end, visibility
  from a join (select n, string_agg(text, E'\n\n' order by ordinal) as body from placed group by n) as texts using (n);

  insert into article_version (article_id, version, headline, standfirst, body, corrections, content_hash, listed_at, visibility)
  select id, version, headline, standfirst, body, corrections, content_hash, listed_at, visibility
  from article where id between lowest and highest;

  insert into article_url (key, article_id, url, own, listed_at, visibility)
  select substr(url, 9), id, url, true, listed_at, visibility from article where id between lowest and highest;

  insert into byline (article_id, position, name, role, actor_id, listed_at, visibility)
  select n, 1, name, 'author', reporter, listed_at, a.visibility from a join actor on id = reporter;

  insert into mention (article_id, listed_at, article_visibility, kind, actor_id, actor_name_id, event_id, name, surface, span,
    version, first_version, extractor, confidence)
  select n, listed_at, visibility, kind, actor, actor, case kind when 'event' then event end, name, name,
    int4range(start + lead, start + lead + length(name)), 1, 1, 'generated', 1
  from placed join a using (n) where kind <> 'unnamed_person';

  insert into article_actor (article_id, actor_id, kind, mention_count, first_char, listed_at, visibility)
  select n, actor, kind, count(*), min(start + lead), listed_at, visibility
  from placed join a using (n) where actor is not null group by n, actor, kind, listed_at, visibility
  union all select n, reporter, 'person', 0, null, listed_at, visibility from a
  union all select n, publisher, 'organization', 0, null, listed_at, visibility from a;

  insert into quote (id, article_id, listed_at, article_visibility, kind, text, language, spans, version, first_version, cue,
    cue_span, extractor, confidence) overriding system value
  select quote, n, listed_at, visibility, 'direct', substr(text, 2, words_length), 'en',
    int4multirange(int4range(start + 1, start + 1 + words_length)), 1, 1, 'said',
    int4range(start + length(text) - 5, start + length(text) - 1), 'generated', 0.9
  from placed join a using (n) where quote is not null;

  insert into quote_party (quote_id, role, position, kind, actor_id, name, span, confidence, listed_at, visibility)
  select quote, 'speaker', 1, kind, actor, name, int4range(start + lead, start + lead + length(name)), 0.9, listed_at, visibility
  from placed join a using (n) where quote is not null;

  insert into event (id, name, kind, status, earliest, latest, precision, place, listed_on, language) overriding system value
  select event, made.event_name(event), made.event_kind(event), 'happened', day, day, 'day', made.place(event), day, 'en'
  from (select event, min(listed_at)::date as day from a where event is not null group by event) as first_told;

  insert into article_event (article_id, event_id, mention_count, first_char, name, status, earliest, latest, precision, place,
    listed_on, confidence, listed_at, visibility)
  select n, event, 1, start + lead, e.name, e.status, e.earliest, e.latest, e.precision, e.place, e.listed_on, 0.9, listed_at,
    a.visibility
  from placed as p join a using (n) join event as e on e.id = event where p.kind = 'event';

  -- The first person of an article takes part in its event.
  insert into event_participant (event_id, actor_id, listed_on)
  select event, actor, e.listed_on
  from a join drawn using (n) join event as e on e.id = event where draw = 1
  group by event, actor, e.listed_on order by min(n);
  insert into event_participant_statement (participant_id, article_id, listed_at, visibility)
  select p.id, n, listed_at, a.visibility
  from a join drawn using (n) join event_participant as p on p.event_id = event and p.actor_id = actor where draw = 1;

  -- One article in five says what its first person is; a few have two roles.
  insert into affiliation_statement (affiliation_id, article_id, listed_at, visibility, version, span, extractor, confidence)
  select actor * 2 - case when made.chance(n, 19) < 0.3 then 1 else 0 end, n, listed_at, visibility, 1,
    int4range(start, start + length(name)), 'generated', 0.9
  from placed join a using (n) where ordinal = 1 and n % 5 = 0;
end $$;
