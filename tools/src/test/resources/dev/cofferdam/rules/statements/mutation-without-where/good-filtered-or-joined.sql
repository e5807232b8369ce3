-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
DELETE FROM pets WHERE owner_id IS NULL;
UPDATE pets SET owner_id = o.id FROM owners o WHERE o.id = pets.id;
DELETE FROM pets USING owners WHERE owners.id = pets.owner_id;
