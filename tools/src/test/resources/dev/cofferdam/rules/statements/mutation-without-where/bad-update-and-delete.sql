-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
UPDATE owners SET telephone = '';
DELETE FROM pets;
