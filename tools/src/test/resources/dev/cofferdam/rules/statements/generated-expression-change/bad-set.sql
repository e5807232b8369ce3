-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text, search text GENERATED ALWAYS AS (lower(name)) STORED);
-- change
ALTER TABLE owners ALTER COLUMN search SET EXPRESSION AS (lower(trim(name)));
