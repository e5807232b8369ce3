-- engine: postgresql:11
ALTER TABLE owners ADD COLUMN active boolean NOT NULL DEFAULT true;
