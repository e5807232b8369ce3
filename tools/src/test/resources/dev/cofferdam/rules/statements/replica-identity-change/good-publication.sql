-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
CREATE TABLE pets (id bigint PRIMARY KEY);
CREATE PUBLICATION changes FOR TABLE owners;
-- change
ALTER PUBLICATION changes ADD TABLE pets;
ALTER PUBLICATION changes RENAME TO all_changes;
CREATE PUBLICATION more FOR TABLE owners;
ALTER PUBLICATION more DROP TABLE owners;
