-- deployed
CREATE TABLE pets (id bigint PRIMARY KEY);
CREATE MATERIALIZED VIEW "petCounts" AS SELECT count(*) AS pets FROM pets;
-- change
REFRESH MATERIALIZED VIEW "petCounts";
