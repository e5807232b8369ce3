-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, city text);
CREATE INDEX owners_city ON owners (city);
-- change
CREATE INDEX IF NOT EXISTS owners_city ON owners (city);
