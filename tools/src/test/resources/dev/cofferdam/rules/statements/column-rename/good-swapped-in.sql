-- deployed
CREATE TABLE owners (id int PRIMARY KEY, id_new bigint);
-- change
ALTER TABLE owners RENAME COLUMN id TO id_old;
ALTER TABLE owners RENAME COLUMN id_new TO id;
