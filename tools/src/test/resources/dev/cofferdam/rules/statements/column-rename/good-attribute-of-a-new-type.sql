-- change
CREATE TYPE address AS (street text, town text);
ALTER TYPE address RENAME ATTRIBUTE town TO city;
