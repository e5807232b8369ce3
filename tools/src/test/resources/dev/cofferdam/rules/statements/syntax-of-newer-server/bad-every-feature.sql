-- engine: postgresql:12
-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text, a int, full_name text GENERATED ALWAYS AS (telephone || 'x') STORED);
CREATE TABLE measures (id bigint, day date) PARTITION BY RANGE (day);
CREATE TABLE measures_1 PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- change
ALTER TABLE owners ADD CONSTRAINT c CHECK (a > 0) NOT ENFORCED;
ALTER TABLE owners ADD COLUMN b int GENERATED ALWAYS AS (a + 1) VIRTUAL;
ALTER TABLE owners ADD COLUMN d int GENERATED ALWAYS AS ((a + 1) * 2);
CREATE TABLE stays (id int4range, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
ALTER TABLE owners ALTER COLUMN full_name SET EXPRESSION AS (telephone || 'y');
MERGE INTO owners o USING measures m ON o.id = m.id WHEN MATCHED THEN UPDATE SET a = 1;
CREATE TABLE tags (name text, UNIQUE NULLS NOT DISTINCT (name));
ALTER TABLE owners SET ACCESS METHOD heap;
CREATE VIEW all_owners WITH (security_invoker = true) AS SELECT id FROM owners;
ALTER TABLE measures DETACH PARTITION measures_1 CONCURRENTLY;
ALTER TABLE owners ALTER COLUMN telephone SET COMPRESSION pglz;
CREATE OR REPLACE TRIGGER t BEFORE INSERT ON owners FOR EACH ROW EXECUTE FUNCTION f();
ALTER TABLE owners ALTER COLUMN full_name DROP EXPRESSION;
