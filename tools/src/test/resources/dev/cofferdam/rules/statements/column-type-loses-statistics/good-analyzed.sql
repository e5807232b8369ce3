-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20));
-- change
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40);
ANALYZE owners (telephone);
