-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners RENAME COLUMN telephone TO phone_number;
ALTER TABLE owners RENAME TO owners_base;
CREATE VIEW owners AS SELECT id, phone_number AS telephone FROM owners_base;
