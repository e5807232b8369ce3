-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE VIEW phones AS SELECT telephone FROM owners;
-- change
ALTER VIEW phones RENAME TO telephones;
