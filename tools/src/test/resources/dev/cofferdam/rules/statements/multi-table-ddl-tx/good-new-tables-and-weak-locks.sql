-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
CREATE TABLE visits (id bigint PRIMARY KEY);
ALTER TABLE visits ADD COLUMN city text;
ALTER TABLE owners ADD COLUMN city text;
UPDATE pets SET owner_id = 1 WHERE id = 1;
