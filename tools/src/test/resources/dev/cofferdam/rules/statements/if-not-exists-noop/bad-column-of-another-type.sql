-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD COLUMN IF NOT EXISTS telephone varchar(20);
