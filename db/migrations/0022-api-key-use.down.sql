alter table api_key drop column last_used_at, drop column prefix;
