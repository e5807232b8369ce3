-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TABLE archive.owners (id bigint PRIMARY KEY);
-- change
ALTER TABLE archive.owners ADD COLUMN city text;
SET search_path = archive;
ALTER TABLE owners ADD COLUMN country text;
