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
CREATE UNIQUE INDEX owners_email ON owners (email);
ALTER TABLE pets ADD CONSTRAINT pets_owner_fk FOREIGN KEY (owner_id) REFERENCES owners (id);
ALTER TABLE owners ADD CONSTRAINT owners_email_once UNIQUE (email);
-- change
ALTER TABLE pets DROP CONSTRAINT pets_owner_fk;
ALTER TABLE pets ADD CONSTRAINT pets_owner_key FOREIGN KEY (owner_id) REFERENCES owners (id) NOT VALID;
ALTER TABLE owners DROP CONSTRAINT owners_email_once;
