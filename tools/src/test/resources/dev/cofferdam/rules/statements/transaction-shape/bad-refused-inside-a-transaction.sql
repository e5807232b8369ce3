ALTER TABLE owners ADD COLUMN city text;
VACUUM owners;
