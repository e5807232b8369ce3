-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TABLE phones (owner_id bigint PRIMARY KEY, phone text);
INSERT INTO phones (owner_id, phone) SELECT id, telephone FROM owners;
UPDATE phones SET phone = trim(phone);
