-- Two keys that reference other tables, and a key of two columns to walk along.
CREATE TABLE region (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE owner (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
CREATE TABLE subject (
    region_id integer NOT NULL REFERENCES region, number bigint NOT NULL, owner_id bigint REFERENCES owner, old varchar(20) NOT NULL,
    PRIMARY KEY (region_id, number));
CREATE INDEX subject_owner ON subject (owner_id);
