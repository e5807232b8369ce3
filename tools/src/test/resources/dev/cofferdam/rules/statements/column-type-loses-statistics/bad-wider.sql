-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, "Phone" varchar(20));
-- change
ALTER TABLE owners ALTER COLUMN "Phone" TYPE varchar(40);
