CREATE TYPE address AS (street text, zip text);
ALTER TYPE address DROP ATTRIBUTE zip CASCADE;
ALTER TYPE address ADD ATTRIBUTE town text;
