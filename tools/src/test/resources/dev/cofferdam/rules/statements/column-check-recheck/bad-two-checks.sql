-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email varchar(80) CHECK (email <> ''), name text);
ALTER TABLE owners ADD CONSTRAINT "Named" CHECK (email <> name) NOT VALID;
ALTER TABLE owners VALIDATE CONSTRAINT "Named";
-- change
ALTER TABLE owners ALTER COLUMN email TYPE text USING email::text;
