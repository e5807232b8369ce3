-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text, phone text);
CREATE FUNCTION sync_phone() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.phone := NEW.telephone; RETURN NEW; END';
CREATE TRIGGER owners_sync BEFORE INSERT OR UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION sync_phone();
CREATE TRIGGER owners_audit AFTER DELETE ON owners FOR EACH ROW EXECUTE FUNCTION log_it();
-- change
UPDATE owners SET telephone = trim(telephone) WHERE telephone LIKE ' %';
DELETE FROM owners WHERE telephone IS NULL;
