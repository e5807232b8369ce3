-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE VIEW phones AS SELECT telephone FROM owners;
DROP VIEW phones;
