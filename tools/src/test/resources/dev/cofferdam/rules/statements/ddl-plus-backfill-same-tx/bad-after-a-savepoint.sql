-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
SAVEPOINT one;
ALTER TABLE owners ADD COLUMN phone text;
ROLLBACK TO SAVEPOINT one;
ALTER TABLE owners ADD COLUMN phone text;
UPDATE owners SET phone = telephone;
