-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE VIEW phones AS SELECT id, telephone FROM owners;
-- change
DROP VIEW IF EXISTS phones;
CREATE VIEW phones AS SELECT telephone, id FROM owners;
