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
CREATE SCHEMA archive;
CREATE TABLE archive.owners (id bigint PRIMARY KEY, city text);
ALTER TABLE owners ADD COLUMN owners text;
ALTER TABLE pets ADD CONSTRAINT pets_chip_key UNIQUE (chip);
CREATE INDEX ON pets (chip);
ALTER TABLE owners RENAME TO holders;
CREATE TABLE owners (id bigint PRIMARY KEY);
