-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET LOCAL lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
