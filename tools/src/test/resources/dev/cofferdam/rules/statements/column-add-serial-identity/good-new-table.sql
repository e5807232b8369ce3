CREATE TABLE pets (name text);
ALTER TABLE pets ADD COLUMN id serial;
