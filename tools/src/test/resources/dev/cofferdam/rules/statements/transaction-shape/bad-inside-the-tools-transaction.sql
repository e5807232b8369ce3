-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
BEGIN;
ALTER TABLE owners ADD COLUMN city text;
COMMIT;
