-- no transaction
CREATE INDEX CONCURRENTLY owners_city ON owners (telephone);
ALTER TABLE owners ADD COLUMN city text;
