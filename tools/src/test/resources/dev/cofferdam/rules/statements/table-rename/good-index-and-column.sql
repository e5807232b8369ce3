-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE INDEX a ON owners (telephone);
-- change
ALTER INDEX a RENAME TO b;
ALTER TABLE owners RENAME COLUMN telephone TO phone;
