-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, city text, active boolean);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER owners_active AFTER UPDATE ON owners FOR EACH ROW WHEN (NEW.active OR OLD.city IS DISTINCT FROM NEW.city) EXECUTE PROCEDURE note();
-- change
UPDATE owners SET city = 'Lund' WHERE city IS NULL;
