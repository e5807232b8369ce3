-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
SET LOCAL lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
CREATE INDEX ON owners (telephone);
