-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
SET LOCAL lock_timeout = '400ms';
ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE pets ADD COLUMN city text;
