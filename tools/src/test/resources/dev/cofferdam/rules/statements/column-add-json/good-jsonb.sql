ALTER TABLE owners ADD COLUMN settings jsonb;
