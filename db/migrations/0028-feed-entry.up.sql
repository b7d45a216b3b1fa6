-- what the feed says of the page, by the names of the article's fields: it counts where the page itself says nothing
alter table followed_page add column said jsonb not null default '{}';
