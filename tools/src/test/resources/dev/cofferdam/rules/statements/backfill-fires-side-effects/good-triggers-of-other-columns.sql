-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, city text, active boolean, telephone text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER owners_active AFTER UPDATE ON owners FOR EACH ROW WHEN (OLD.active <> NEW.active) EXECUTE PROCEDURE note();
CREATE TRIGGER owners_telephone AFTER UPDATE OF telephone, active ON owners FOR EACH ROW EXECUTE PROCEDURE note();
-- change
UPDATE owners SET city = 'Lund' WHERE city IS NULL;
