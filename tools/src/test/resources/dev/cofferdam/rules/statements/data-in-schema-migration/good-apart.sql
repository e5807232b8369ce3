-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
ALTER TABLE owners ADD COLUMN city text;
-- change
INSERT INTO pets (id) VALUES (1);
