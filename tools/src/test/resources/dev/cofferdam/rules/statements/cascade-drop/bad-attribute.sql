-- deployed
CREATE TYPE address AS (street text, zip text);
CREATE TABLE addresses OF address;
-- change
ALTER TYPE address DROP ATTRIBUTE zip CASCADE;
