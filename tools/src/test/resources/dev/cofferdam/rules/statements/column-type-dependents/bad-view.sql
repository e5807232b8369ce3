-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20));
CREATE VIEW contacts AS SELECT o.* FROM owners o;
-- change
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40);
