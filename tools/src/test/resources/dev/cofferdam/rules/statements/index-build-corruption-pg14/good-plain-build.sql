-- engine: postgresql:14
-- change
CREATE INDEX owners_telephone_idx ON owners (telephone);
