-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
-- change
SET LOCAL lock_timeout = 5000;
ALTER TABLE owners ADD COLUMN country text;
