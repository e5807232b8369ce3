-- deployed
CREATE TYPE address AS (street text, town text);
-- change
ALTER TYPE address RENAME ATTRIBUTE town TO city CASCADE;
