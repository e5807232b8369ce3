-- engine: postgresql:14
-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE INDEX CONCURRENTLY owners_telephone_idx ON owners (telephone);
