-- Nobody deletes yet from a table that the change makes.
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
CREATE TABLE addresses (id bigint PRIMARY KEY);
ALTER TABLE owners ADD COLUMN address_id bigint;
ALTER TABLE owners ADD CONSTRAINT owners_address_fk FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE SET NULL;
