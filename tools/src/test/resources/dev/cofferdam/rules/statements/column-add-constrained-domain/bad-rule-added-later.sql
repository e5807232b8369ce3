-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text);
CREATE DOMAIN public.short_text AS text;
ALTER DOMAIN public.short_text ADD CONSTRAINT is_short CHECK (length(VALUE) < 20);
-- change
ALTER TABLE owners ADD COLUMN nickname short_text DEFAULT 'none';
