-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint REFERENCES owners (id));
CREATE VIEW contacts AS SELECT id, email FROM owners;
-- change
ALTER TABLE owners DROP COLUMN id CASCADE;
