-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, settings json);
-- change
ALTER TABLE owners ADD COLUMN more_settings json;
