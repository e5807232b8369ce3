-- deployed
CREATE SEQUENCE owners_seq START 1 INCREMENT 1;
CREATE TABLE visits (id serial PRIMARY KEY);
-- change
ALTER SEQUENCE owners_seq AS bigint;
ALTER SEQUENCE visits_id_seq AS integer;
ALTER SEQUENCE owners_seq OWNED BY visits.id;
