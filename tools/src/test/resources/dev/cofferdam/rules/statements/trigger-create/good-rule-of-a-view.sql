-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE VIEW phones AS SELECT id, telephone FROM owners;
-- change
CREATE RULE phones_insert AS ON INSERT TO phones DO INSTEAD INSERT INTO owners VALUES (new.id, new.telephone);
CREATE TABLE log (id bigint);
CREATE RULE quiet AS ON DELETE TO log DO INSTEAD NOTHING;
