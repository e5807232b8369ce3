-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
RESET lock_timeout;
