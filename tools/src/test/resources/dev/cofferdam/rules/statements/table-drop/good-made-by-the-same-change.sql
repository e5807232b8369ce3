-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TABLE doubles AS SELECT id FROM owners;
-- change
DROP TABLE doubles;
