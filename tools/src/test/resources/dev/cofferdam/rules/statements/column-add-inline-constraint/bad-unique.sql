-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
ALTER TABLE owners ADD COLUMN email varchar(80) UNIQUE;
