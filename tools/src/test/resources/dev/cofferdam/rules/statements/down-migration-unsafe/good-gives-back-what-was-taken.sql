-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE INDEX owners_telephone_idx ON owners (telephone);
-- change
ALTER TABLE owners RENAME COLUMN telephone TO phone;
ALTER TABLE owners ADD CONSTRAINT owners_phone_short CHECK (length(phone) < 40) NOT VALID;
-- back
ALTER TABLE owners DROP CONSTRAINT owners_phone_short;
ALTER TABLE owners RENAME COLUMN phone TO telephone;
