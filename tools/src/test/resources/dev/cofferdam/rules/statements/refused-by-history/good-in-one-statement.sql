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
ALTER TABLE pets DROP CONSTRAINT pets_pkey, ADD PRIMARY KEY (owner_id, chip);
ALTER TABLE pets DROP COLUMN chip, ADD COLUMN chip bytea;
DROP TABLE owners, pets;
