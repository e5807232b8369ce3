-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
UPDATE owners SET telephone = trim(telephone) WHERE telephone LIKE ' %';
DELETE FROM pets WHERE owner_id IS NULL OR id = 1;
INSERT INTO pets (owner_id) SELECT id FROM owners;
