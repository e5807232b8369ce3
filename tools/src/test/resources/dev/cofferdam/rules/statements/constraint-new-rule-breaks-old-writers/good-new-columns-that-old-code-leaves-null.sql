-- deployed
CREATE TABLE owners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    telephone text,
    city varchar(80)
);
CREATE TABLE pets (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_id bigint NOT NULL,
    chip text,
    status text NOT NULL DEFAULT 'new'
);
CREATE INDEX pets_owner_id ON pets (owner_id);
-- change
ALTER TABLE pets ADD COLUMN breeder_id bigint;
ALTER TABLE pets ADD CONSTRAINT pets_breeder_fk FOREIGN KEY (breeder_id) REFERENCES owners (id) NOT VALID;
ALTER TABLE pets ADD CONSTRAINT pets_breeder_check CHECK (breeder_id > 0) NOT VALID;
CREATE UNIQUE INDEX pets_breeder ON pets (owner_id, breeder_id);
ALTER TABLE pets ADD COLUMN tame boolean DEFAULT true;
ALTER TABLE pets ALTER COLUMN tame SET NOT NULL;
