-- engine: postgresql:10
ALTER TABLE owners ADD COLUMN active boolean NOT NULL DEFAULT true;
