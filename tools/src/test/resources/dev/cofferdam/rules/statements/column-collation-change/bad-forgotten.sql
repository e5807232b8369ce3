-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, code varchar(20) COLLATE "C");
-- change
ALTER TABLE owners ALTER COLUMN code TYPE varchar(40);
