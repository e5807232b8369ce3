-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint, CONSTRAINT pets_owner FOREIGN KEY (owner_id) REFERENCES owners (id));
-- change
TRUNCATE TABLE owners RESTART IDENTITY CASCADE;
