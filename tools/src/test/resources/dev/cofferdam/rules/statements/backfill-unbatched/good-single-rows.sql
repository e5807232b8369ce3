-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, email text UNIQUE, telephone text);
CREATE TABLE settings (scope text, name text, value text, PRIMARY KEY (scope, name));
-- change
UPDATE owners SET telephone = '1' WHERE email = 'a@example.org';
DELETE FROM owners o WHERE (o.id = 1 AND telephone IS NULL) OR o.id IN (2, 3);
UPDATE settings SET value = 'on' WHERE scope = 'mail' AND name = 'send' AND value <> 'on';
UPDATE visits SET note = 'x' WHERE id = '0f';
