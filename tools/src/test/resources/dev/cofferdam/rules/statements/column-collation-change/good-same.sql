-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, code varchar(20) COLLATE "C", name varchar(20), number text COLLATE "C");
-- change
ALTER TABLE owners ALTER COLUMN code TYPE varchar(40) COLLATE pg_catalog."C";
ALTER TABLE owners ALTER COLUMN name TYPE varchar(40) COLLATE "default";
ALTER TABLE owners ALTER COLUMN number TYPE int USING number::int;
