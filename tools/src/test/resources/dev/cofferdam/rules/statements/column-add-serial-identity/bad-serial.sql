-- deployed
CREATE TABLE owners (name text);
-- change
ALTER TABLE owners ADD COLUMN id bigserial PRIMARY KEY;
