-- deployed
CREATE TYPE address AS (street text, zip text);
CREATE TABLE owners (id bigint PRIMARY KEY, home address);
-- change
ALTER TYPE address DROP ATTRIBUTE IF EXISTS zip, ADD ATTRIBUTE town text;
