-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TABLE archive.owners (id bigint PRIMARY KEY);
-- change
ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE owners ADD COLUMN country text;
