-- deployed
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE DOMAIN chip AS text;
-- change
ALTER TYPE mood RENAME TO feeling;
ALTER DOMAIN chip RENAME TO tag;
