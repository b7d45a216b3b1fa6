alter table api_key
  -- Its first characters, to know it again by; null for keys from before this column.
  add column prefix text,
  -- To the minute.
  add column last_used_at timestamptz;
