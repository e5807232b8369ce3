-- engine: postgresql:15
-- no transaction
-- change
CREATE INDEX CONCURRENTLY owners_telephone_idx ON owners (telephone);
