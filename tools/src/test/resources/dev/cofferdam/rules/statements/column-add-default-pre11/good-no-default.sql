-- engine: postgresql:10
ALTER TABLE owners ADD COLUMN active boolean DEFAULT NULL;
ALTER TABLE owners ALTER COLUMN active SET DEFAULT true;
