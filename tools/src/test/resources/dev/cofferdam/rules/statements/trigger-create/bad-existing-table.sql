-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TRIGGER owners_sync BEFORE INSERT OR UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION sync_phone();
