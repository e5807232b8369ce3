-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
TRUNCATE owners, visits;
