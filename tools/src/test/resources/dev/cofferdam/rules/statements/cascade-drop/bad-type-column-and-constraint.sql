-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
DROP TYPE mood CASCADE;
ALTER TABLE owners DROP COLUMN telephone CASCADE;
ALTER TABLE owners DROP CONSTRAINT owners_pkey CASCADE;
