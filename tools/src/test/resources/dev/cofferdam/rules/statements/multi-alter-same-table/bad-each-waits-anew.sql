-- no transaction
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD COLUMN IF NOT EXISTS city text;
ALTER TABLE owners ADD COLUMN IF NOT EXISTS country text;
ALTER TABLE owners ADD COLUMN IF NOT EXISTS street text;
