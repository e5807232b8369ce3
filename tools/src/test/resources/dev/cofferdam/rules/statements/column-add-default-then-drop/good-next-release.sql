-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, active boolean NOT NULL DEFAULT true);
-- change
ALTER TABLE owners ALTER COLUMN active DROP DEFAULT;
