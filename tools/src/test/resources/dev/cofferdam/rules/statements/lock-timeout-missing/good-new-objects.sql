CREATE TABLE owners (id bigint PRIMARY KEY);
ALTER TABLE owners ADD COLUMN city text;
CREATE INDEX ON owners (city);
CREATE OR REPLACE VIEW cities AS SELECT city FROM owners;
ALTER VIEW cities OWNER TO clinic;
