-- deployed
CREATE DOMAIN chip AS text;
CREATE TABLE pets (id bigint PRIMARY KEY, code chip);
-- change
CREATE DOMAIN email AS text COLLATE "C" DEFAULT '';
ALTER DOMAIN email ADD CONSTRAINT email_shape CHECK (VALUE <> '');
ALTER DOMAIN chip DROP NOT NULL;
ALTER DOMAIN chip SET DEFAULT 'unknown';
