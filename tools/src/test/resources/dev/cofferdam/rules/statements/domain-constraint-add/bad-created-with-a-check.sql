-- deployed
CREATE DOMAIN chip AS text;
CREATE TABLE pets (id bigint PRIMARY KEY, code chip);
-- change
CREATE DOMAIN clinic.email AS text CONSTRAINT email_shape CHECK (VALUE LIKE '%@%');
