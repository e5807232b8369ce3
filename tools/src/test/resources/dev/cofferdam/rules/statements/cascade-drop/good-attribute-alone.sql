-- deployed
CREATE TYPE address AS (street text, zip text);
-- change
ALTER TYPE address DROP ATTRIBUTE zip;
ALTER TYPE address ADD ATTRIBUTE town text CASCADE;
