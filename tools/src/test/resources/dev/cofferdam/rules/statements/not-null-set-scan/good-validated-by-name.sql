-- change
ALTER TABLE owners VALIDATE CONSTRAINT owners_telephone_not_null;
ALTER TABLE owners ALTER COLUMN telephone SET NOT NULL;
