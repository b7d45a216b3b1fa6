alter table followed_page drop column said;
