-- Invented words, names and sayings: the same for the same numbers. The schema is dropped once all is made.
create schema made;

-- From 0 up to 1.
create function made.chance(n bigint, salt bigint) returns double precision
  language sql immutable parallel safe
  return (hashint8extended(n, salt) & 9007199254740991)::double precision / 9007199254740992;

-- From 1 to `most`, k as often as 1/k (Zipf), as names come in the news.
create function made.rank(n bigint, salt bigint, most bigint) returns bigint
  language sql immutable parallel safe
  return least(most, floor(power(most + 1, made.chance(n, salt)))::bigint);

create function made.any_of(choices text[], n bigint) returns text
  language sql immutable parallel safe
  return choices[1 + n % cardinality(choices)];

create function made.word(n bigint) returns text
  language sql immutable parallel safe
  return made.any_of('{bal,cor,dren,esk,fal,gor,hul,il,jor,kel,lin,mar,nor,os,pel,quin,ros,sel,tam,ul,ver,wes,yar,zel}', n)
    || made.any_of('{va,dri,mo,ti,lu,s,ra,ne,o,be,ka,li}', n / 24)
    || made.any_of('{ne,dric,ra,ce,nd,by,ck,tte,nis,rrow,ll,skar}', n / 288)
    || made.any_of('{"",a,en,is,ov,um,ith,ale}', n / 3456);

create function made.person_name(n bigint) returns text
  language sql immutable parallel safe
  return made.any_of('{Ada,Arno,Bela,Bram,Cleo,Dag,Edda,Elio,Fenna,Gero,Hanne,Ilja,Ines,Jaro,Kira,Lasse,Lena,Mika,Nele,Odo,Petra,Rasmus,Runa,Sami,Tilda,Ulf,Vera,Wim,Yara,Zeno}', n)
    || ' ' || initcap(made.word(n / 30));

create function made.organization_name(n bigint) returns text
  language sql immutable parallel safe
  return initcap(made.word(n / 10 + 7))
    || made.any_of('{" Bank"," Council"," Institute"," Ministry of Works"," Party"," Power"," Railways"," Union"," University"," Water Board"}', n);

create function made.publisher_name(n bigint) returns text
  language sql immutable parallel safe
  return 'The ' || initcap(made.word(n / 5 + 3)) || made.any_of('{" Herald"," Courier"," Post"," Ledger"," Times"}', n);

create function made.role(n bigint) returns text
  language sql immutable parallel safe
  return made.any_of('{chair,director,spokesperson,secretary,treasurer,president,minister,economist,deputy chair,counsel,head of research,engineer}', n);

create function made.event_kind(n bigint) returns text
  language sql immutable parallel safe
  return made.any_of('{meeting,summit,visit,vote,election,trial,protest,conference,ceremony,agreement}', n);

create function made.event_name(n bigint) returns text
  language sql immutable parallel safe
  return initcap(made.word(n * 31)) || ' ' || made.event_kind(n);

create function made.place(n bigint) returns text
  language sql immutable parallel safe
  return initcap(made.word(n * 7 + 11));

-- A dozen words, some rare.
create function made.saying(n bigint) returns text
  language sql immutable parallel safe
  return made.any_of('{We,They,The people,Our members,All of us,The towns,Few of us,The courts}', hashint8extended(n, 21) & 1023)
    || made.any_of('{" will not"," must now"," have to"," cannot"," agreed to"," want to"," refuse to"," hope to"}', hashint8extended(n, 22) & 1023)
    || made.any_of('{" build"," close"," pay for"," repair"," sell"," defend"," move"," open"," share"," tax"}', hashint8extended(n, 23) & 1023)
    || made.any_of('{" the bridge at "," the harbour of "," the schools in "," every road to "," the old mill at "," the line to "}', hashint8extended(n, 24) & 1023)
    || made.word(made.rank(n, 25, 20000))
    || made.any_of('{" before winter comes"," whatever it costs"," and nobody asked us"," as we promised"," without more debt"," until the vote is counted"}', hashint8extended(n, 26) & 1023)
    || ', ' || made.word(made.rank(n, 27, 20000)) || ' and ' || made.word(made.rank(n, 28, 20000));
