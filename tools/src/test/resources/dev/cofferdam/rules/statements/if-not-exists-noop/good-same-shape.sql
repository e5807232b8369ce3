-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
CREATE TABLE IF NOT EXISTS owners (id bigint PRIMARY KEY, telephone text);
ALTER TABLE owners ADD COLUMN IF NOT EXISTS telephone text;
