-- engine: postgresql:14
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SET LOCAL lock_timeout = '2s';
ALTER TABLE owners ADD CONSTRAINT owners_telephone NOT NULL telephone NOT VALID;
