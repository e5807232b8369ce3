-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
-- change
ALTER TABLE owners ADD COLUMN city text;
COMMIT;
ALTER TABLE owners ADD COLUMN country text;
