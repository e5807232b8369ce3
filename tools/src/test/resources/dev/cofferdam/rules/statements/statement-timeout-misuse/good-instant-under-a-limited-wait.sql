-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20), CONSTRAINT told CHECK (telephone IS NOT NULL));
-- change
SET LOCAL lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE owners ALTER COLUMN telephone SET NOT NULL;
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40);
