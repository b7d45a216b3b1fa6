drop table followed_page;
drop table feed;
