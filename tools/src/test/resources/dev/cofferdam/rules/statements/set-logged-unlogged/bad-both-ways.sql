-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners SET UNLOGGED;
-- change
ALTER TABLE owners SET LOGGED;
