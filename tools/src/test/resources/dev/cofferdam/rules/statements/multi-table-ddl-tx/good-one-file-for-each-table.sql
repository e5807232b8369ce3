-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
ALTER TABLE owners ADD COLUMN city text;
-- change
ALTER TABLE pets ADD COLUMN city text;
