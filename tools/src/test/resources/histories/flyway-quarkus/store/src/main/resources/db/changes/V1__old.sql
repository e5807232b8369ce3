CREATE TABLE never_made (id INT);
