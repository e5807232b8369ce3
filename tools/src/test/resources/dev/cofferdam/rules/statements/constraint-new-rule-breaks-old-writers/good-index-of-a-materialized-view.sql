-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE MATERIALIZED VIEW phones AS SELECT id, telephone FROM owners;
-- change
CREATE UNIQUE INDEX CONCURRENTLY phones_id ON phones (id);
