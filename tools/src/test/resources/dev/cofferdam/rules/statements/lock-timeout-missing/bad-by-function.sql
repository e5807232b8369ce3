-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY);
-- change
SELECT set_config('lock_timeout', '0', true), set_config('search_path', 'public', false);
ALTER TABLE owners ADD COLUMN telephone text;
