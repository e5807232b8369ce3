-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, name text, city text);
CREATE TABLE sites (id bigint PRIMARY KEY, owner_id bigint, title text);
CREATE VIEW site_list AS
SELECT *, (SELECT o.name FROM owners o WHERE o.id = s.owner_id) AS owner_name
FROM sites s
WHERE EXISTS (SELECT 1 FROM owners);
-- change
DROP VIEW site_list;
CREATE VIEW site_list AS
SELECT s.id, s.owner_id, s.title, (SELECT o.name FROM owners o WHERE o.id = s.owner_id) AS owner_name
FROM sites s;
CREATE OR REPLACE VIEW site_list AS
SELECT s.*, (SELECT o.name FROM owners o WHERE o.id = s.owner_id) AS owner_name FROM sites s;
