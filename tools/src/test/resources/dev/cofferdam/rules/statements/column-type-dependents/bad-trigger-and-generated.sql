-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email varchar(20), name varchar(20), shout text GENERATED ALWAYS AS (upper(name)) STORED);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER email_noted BEFORE UPDATE OF email ON owners FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER name_noted BEFORE UPDATE ON owners FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION note();
-- change
ALTER TABLE owners ALTER COLUMN email TYPE text, ALTER COLUMN name TYPE text;
