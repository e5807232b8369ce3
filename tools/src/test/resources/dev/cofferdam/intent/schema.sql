CREATE TYPE pet_kind AS ENUM ('cat', 'dog');
CREATE TABLE owners (
    id integer PRIMARY KEY,
    name text,
    telephone varchar(20),
    email text,
    city text DEFAULT 'Porto',
    code varchar(10) NOT NULL,
    score bigint,
    discount numeric(10,2),
    seen_at timestamp,
    born_at timestamptz,
    address jsonb,
    "Nick Name" text,
    UNIQUE (code)
);
CREATE TABLE pets (
    id bigint PRIMARY KEY,
    name text NOT NULL,
    owner_id integer NOT NULL,
    vet_id integer,
    kind pet_kind,
    breed text,
    weight numeric,
    CONSTRAINT pets_weight_check CHECK (weight < 1000),
    CONSTRAINT pets_owner_fk FOREIGN KEY (owner_id) REFERENCES owners (id)
);
CREATE TABLE vets (id integer PRIMARY KEY, first_name text, last_name text, pets text);
CREATE TABLE visits (id bigint PRIMARY KEY, made_on date NOT NULL, pet_id bigint, fee numeric(8,2));
CREATE INDEX owners_city_idx ON owners (city);
CREATE INDEX visits_fee ON visits (fee);
CREATE TABLE old_visits (id bigint PRIMARY KEY, made_on date);
CREATE SCHEMA billing;
CREATE TABLE billing.invoice (id int PRIMARY KEY, total numeric, number text);
CREATE VIEW call_list AS SELECT telephone FROM owners;
