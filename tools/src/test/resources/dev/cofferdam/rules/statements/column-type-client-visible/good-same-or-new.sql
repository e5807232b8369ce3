-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20));
-- change
ALTER TABLE owners ALTER COLUMN telephone TYPE character varying(20);
ALTER TABLE owners ADD COLUMN email varchar(20);
ALTER TABLE owners ALTER COLUMN email TYPE text;
