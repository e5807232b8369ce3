-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, status text, kind text DEFAULT 'a'::text);
-- change
ALTER TABLE owners ALTER COLUMN status SET DEFAULT 'new';
ALTER TABLE owners ALTER COLUMN kind SET DEFAULT 'a';
ALTER TABLE owners ALTER COLUMN id DROP DEFAULT;
ALTER TABLE owners ADD COLUMN city text DEFAULT 'x';
ALTER TABLE owners ALTER COLUMN city SET DEFAULT 'y';
