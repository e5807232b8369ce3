-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
ALTER TABLE owners ADD COLUMN city text;
SELECT count(*) FROM pets;
CREATE TABLE copies AS SELECT * FROM owners;
