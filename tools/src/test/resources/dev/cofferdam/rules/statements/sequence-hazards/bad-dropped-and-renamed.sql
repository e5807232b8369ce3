-- deployed
CREATE SEQUENCE owners_seq START 1 INCREMENT 1;
CREATE TABLE visits (id serial PRIMARY KEY);
-- change
ALTER SEQUENCE owners_seq RENAME TO holders_seq;
DROP SEQUENCE holders_old_seq;
