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
DROP VIEW towns;
ALTER TABLE pets DROP CONSTRAINT pets_owner_id_fkey;
DROP TABLE owners;
DROP INDEX pets_chip;
CREATE TABLE owners (id bigint PRIMARY KEY, pets_chip text);
CREATE INDEX pets_chip ON owners (pets_chip);
