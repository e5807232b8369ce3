-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET lock_timeout = 0;
ALTER TABLE owners ADD COLUMN city text;
-- change
SET LOCAL lock_timeout TO '5min';
DROP TABLE owners;
