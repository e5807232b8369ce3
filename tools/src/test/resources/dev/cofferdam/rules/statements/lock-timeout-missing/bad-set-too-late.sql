-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TRIGGER owners_sync BEFORE INSERT ON owners FOR EACH ROW EXECUTE FUNCTION sync_phone();
SET lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
