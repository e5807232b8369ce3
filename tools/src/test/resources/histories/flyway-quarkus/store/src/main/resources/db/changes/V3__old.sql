CREATE TABLE never_made_either (id INT);
