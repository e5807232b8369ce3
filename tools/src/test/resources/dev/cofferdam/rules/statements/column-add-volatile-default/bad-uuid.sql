-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();
