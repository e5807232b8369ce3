-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE DOMAIN short_text AS text DEFAULT '';
-- change
ALTER TABLE owners ADD COLUMN nickname short_text;
