-- engine: postgresql:16
ALTER TABLE clinic.visits ADD COLUMN "Fee" numeric(8,2) NOT NULL DEFAULT NULL;
