drop index article_withdrawn;
