-- deployed
CREATE DOMAIN chip AS text;
CREATE TABLE pets (id bigint PRIMARY KEY, code chip);
-- change
ALTER DOMAIN chip SET NOT NULL;
