-- a question in words, asked of tombstones: which languages they are in
create index article_withdrawn on article (language) where visibility = 0;
