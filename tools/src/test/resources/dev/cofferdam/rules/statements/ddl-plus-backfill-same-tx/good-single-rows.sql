-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
ALTER TABLE owners ADD COLUMN phone text;
UPDATE owners SET phone = '1' WHERE id = 1;
INSERT INTO pets (id) VALUES (1), (2);
INSERT INTO pets (id) SELECT 3 WHERE NOT EXISTS (SELECT 1 FROM pets WHERE id = 3);
