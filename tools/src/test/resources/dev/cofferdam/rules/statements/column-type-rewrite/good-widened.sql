-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, a varchar(20), b varchar(20), c numeric(8,2), d cidr, e timestamp(0), f bit varying(8), g citext, h int);
CREATE INDEX owners_a ON owners (a);
-- change
ALTER TABLE owners ALTER COLUMN a TYPE varchar(40);
ALTER TABLE owners ALTER COLUMN a TYPE text USING a::text;
ALTER TABLE owners ALTER COLUMN b TYPE varchar(40) USING (CAST("b" AS varchar(40)));
ALTER TABLE owners ALTER COLUMN b SET DATA TYPE character varying USING b;
ALTER TABLE owners ALTER COLUMN c TYPE numeric(10,2), ALTER COLUMN d TYPE inet, ALTER COLUMN e TYPE timestamp;
ALTER TABLE owners ALTER COLUMN f TYPE varbit(16), ALTER COLUMN g TYPE text;
ALTER TABLE owners ALTER COLUMN h TYPE int4;
