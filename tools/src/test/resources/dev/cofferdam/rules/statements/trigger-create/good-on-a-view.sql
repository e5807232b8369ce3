-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE VIEW phones AS SELECT id, telephone FROM owners;
-- change
CREATE TRIGGER phones_insert INSTEAD OF INSERT ON phones FOR EACH ROW EXECUTE FUNCTION insert_phone();
