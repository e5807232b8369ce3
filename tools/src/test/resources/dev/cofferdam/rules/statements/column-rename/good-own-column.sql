ALTER TABLE owners ADD COLUMN phone text;
ALTER TABLE owners RENAME COLUMN phone TO phone_number;
