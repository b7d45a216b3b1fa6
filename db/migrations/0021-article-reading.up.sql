-- who read its text, so that a better reader knows what to read again; null: an older release, which kept no such thing
alter table article add column extractor text;
-- of the clock that the article printed its time in, east of Greenwich: "Friday" is one of that clock's days
alter table article add column published_offset_minutes int2 check (published_offset_minutes between -959 and 959);
