-- deployed
CREATE SEQUENCE owners_seq START 1 INCREMENT 1;
CREATE TABLE visits (id serial PRIMARY KEY);
-- change
ALTER SEQUENCE owners_seq INCREMENT BY 50;
ALTER SEQUENCE IF EXISTS clinic.owners_seq RESTART WITH 1000;
SELECT setval('owners_seq', 1000);
