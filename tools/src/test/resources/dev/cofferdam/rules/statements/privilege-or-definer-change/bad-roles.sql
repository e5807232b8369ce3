-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
DROP ROLE IF EXISTS clinic_app, reports;
ALTER ROLE clinic_app NOLOGIN;
ALTER USER reports WITH PASSWORD 'another';
ALTER ROLE clinic_app RENAME TO clinic;
ALTER GROUP readers DROP USER reports;
DROP OWNED BY reports CASCADE;
