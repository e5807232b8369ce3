-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(40), note text);
-- change
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(20);
ALTER TABLE owners ALTER COLUMN note TYPE varchar(255) USING note::varchar(255);
