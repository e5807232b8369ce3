-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text, a int);
-- change
SET LOCAL lock_timeout = '2s';
ALTER TABLE owners ADD CONSTRAINT owners_telephone NOT NULL telephone NOT VALID;
ALTER TABLE owners ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED;
