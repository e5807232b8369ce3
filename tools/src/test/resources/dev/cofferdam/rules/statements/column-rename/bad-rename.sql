-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20));
-- change
ALTER TABLE owners RENAME telephone TO phone_number;
