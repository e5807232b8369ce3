-- deployed
CREATE DOMAIN chip AS text;
CREATE TABLE pets (id bigint PRIMARY KEY, code chip);
-- change
ALTER DOMAIN chip ADD CONSTRAINT chip_length CHECK (length(VALUE) = 15) NOT VALID;
