-- deployed
CREATE SEQUENCE owners_seq START 1 INCREMENT 1;
CREATE TABLE visits (id bigserial PRIMARY KEY);
-- change
ALTER SEQUENCE owners_seq AS integer;
ALTER SEQUENCE IF EXISTS visits_id_seq AS smallint;
