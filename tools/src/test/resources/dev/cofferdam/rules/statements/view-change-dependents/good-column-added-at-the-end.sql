-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE VIEW phones AS SELECT id, telephone FROM owners;
-- change
CREATE OR REPLACE VIEW phones AS SELECT id, telephone, telephone AS phone FROM owners;
