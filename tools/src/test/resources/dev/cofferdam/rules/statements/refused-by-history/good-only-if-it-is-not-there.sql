-- deployed
CREATE TABLE owners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    city varchar(80)
);
CREATE TABLE pets (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_id bigint NOT NULL REFERENCES owners (id),
    chip text
);
CREATE VIEW towns AS SELECT DISTINCT city FROM owners;
CREATE INDEX pets_chip ON pets (chip);
-- change
CREATE TABLE IF NOT EXISTS owners (id bigint PRIMARY KEY);
ALTER TABLE owners ADD COLUMN IF NOT EXISTS city text;
CREATE INDEX IF NOT EXISTS pets_chip ON owners (email);
CREATE OR REPLACE VIEW towns AS SELECT DISTINCT city FROM owners;
CREATE TEMPORARY TABLE pets (id bigint);
DO $$ BEGIN
    ALTER TABLE owners ADD COLUMN email text;
EXCEPTION WHEN duplicate_column THEN
    NULL;
END $$;
