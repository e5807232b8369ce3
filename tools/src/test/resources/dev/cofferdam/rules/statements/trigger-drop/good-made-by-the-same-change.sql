-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TRIGGER once AFTER UPDATE ON owners FOR EACH ROW EXECUTE FUNCTION log_it();
UPDATE owners SET telephone = NULL WHERE id = 1;
DROP TRIGGER once ON owners;
