-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners SET TABLESPACE fast;
ALTER MATERIALIZED VIEW counts SET TABLESPACE fast;
