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
CREATE INDEX CONCURRENTLY owners_city ON owners (city);
ALTER INDEX owners_city SET TABLESPACE fast;
CREATE TABLE visits (id bigint NOT NULL, visited_on date NOT NULL) PARTITION BY RANGE (visited_on);
CREATE INDEX visits_id ON visits (id);
ALTER INDEX visits_id SET TABLESPACE fast;
ALTER INDEX pets_owner_id SET (fillfactor = 70);
