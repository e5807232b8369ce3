-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TABLE owners_new (id bigint PRIMARY KEY, telephone text);
ALTER TABLE owners RENAME TO owners_old;
ALTER TABLE owners_new RENAME TO owners;
