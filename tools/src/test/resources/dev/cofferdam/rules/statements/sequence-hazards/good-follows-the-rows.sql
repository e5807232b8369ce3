-- deployed
CREATE SEQUENCE owners_seq START 1 INCREMENT 1;
CREATE TABLE visits (id serial PRIMARY KEY);
-- change
SELECT setval('owners_seq', (SELECT coalesce(max(id), 1) FROM owners));
ALTER SEQUENCE owners_seq OWNED BY owners.id;
ALTER SEQUENCE owners_seq CACHE 20;
