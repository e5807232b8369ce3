CREATE TABLE dev_only (id INT);
