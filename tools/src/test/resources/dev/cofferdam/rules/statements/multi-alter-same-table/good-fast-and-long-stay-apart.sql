-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD CONSTRAINT told CHECK (telephone IS NOT NULL) NOT VALID;
ALTER TABLE owners VALIDATE CONSTRAINT told;
ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE owners RENAME COLUMN city TO town;
