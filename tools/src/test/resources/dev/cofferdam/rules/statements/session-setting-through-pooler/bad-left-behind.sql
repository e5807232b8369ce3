-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET lock_timeout = '2s';
SET statement_timeout TO '10s';
ALTER TABLE owners ADD COLUMN city text;
