ALTER TABLE owners ADD COLUMN note text, ADD COLUMN "Seen" timestamp;
