-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone varchar(20), settings text);
-- change
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40) USING telephone::varchar;
ALTER TABLE owners ALTER COLUMN settings TYPE jsonb USING settings::jsonb;
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(80) USING trim(telephone);
