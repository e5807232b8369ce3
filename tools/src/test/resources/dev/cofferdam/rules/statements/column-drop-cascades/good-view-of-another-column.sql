-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text, icon bytea);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint, name text);
CREATE VIEW pet_view AS SELECT p.*, (SELECT o.name FROM owners o WHERE o.id = p.owner_id) AS owner_name FROM pets p;
-- change
ALTER TABLE owners DROP COLUMN icon;
