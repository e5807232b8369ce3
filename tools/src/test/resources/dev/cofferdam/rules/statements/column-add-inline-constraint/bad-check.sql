-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
ALTER TABLE owners ADD COLUMN age int CONSTRAINT "sane Age" CHECK (age < 150);
