-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
CREATE TABLE phones (owner_id bigint PRIMARY KEY REFERENCES owners (id), phone text);
INSERT INTO phones (owner_id, phone) SELECT id, telephone FROM owners;
