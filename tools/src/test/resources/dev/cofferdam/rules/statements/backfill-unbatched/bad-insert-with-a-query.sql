-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE phones (owner_id bigint PRIMARY KEY, phone text);
-- change
INSERT INTO phones (owner_id, phone) WITH told AS (SELECT id, telephone FROM owners) SELECT id, telephone FROM told;
