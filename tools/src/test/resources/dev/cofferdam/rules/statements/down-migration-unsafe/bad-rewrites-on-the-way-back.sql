-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, visits int);
-- change
ALTER TABLE owners ALTER COLUMN visits TYPE bigint;
-- back
ALTER TABLE owners ALTER COLUMN visits TYPE int;
CREATE INDEX owners_visits_idx ON owners (visits);
