-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text, phone text);
CREATE FUNCTION sync_phone() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.phone := NEW.telephone; RETURN NEW; END';
CREATE TRIGGER owners_sync BEFORE INSERT OR UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION sync_phone();
-- change
DROP TRIGGER owners_sync ON owners;
