-- no transaction
SET statement_timeout = '30s';
CREATE INDEX CONCURRENTLY owners_telephone ON owners (telephone);
ALTER TABLE owners VALIDATE CONSTRAINT owners_named;
