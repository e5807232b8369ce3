-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE TABLE pets (id bigint PRIMARY KEY, owner_id bigint);
-- change
CREATE TABLE visits (id bigint PRIMARY KEY, owner_id bigint REFERENCES owners (id));
CREATE MATERIALIZED VIEW counts AS SELECT count(*) AS pets FROM pets;
