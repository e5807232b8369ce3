-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE owners ADD COLUMN country text;
COMMENT ON COLUMN owners.city IS 'where they live';
SELECT setval('owners_seq', (SELECT max(id) FROM owners));
INSERT INTO pets (id) VALUES (1);
