ALTER TABLE owners ADD COLUMN city text;
ALTER TABLE owners ADD COLUMN country text;
