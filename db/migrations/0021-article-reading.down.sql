alter table article drop column published_offset_minutes, drop column extractor;
