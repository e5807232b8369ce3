ALTER TABLE owners ADD COLUMN telephone TEXT;
COMMENT ON COLUMN owners.telephone IS 'as the owner''s card says';
