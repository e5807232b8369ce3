ALTER TABLE owners RENAME COLUMN city TO town;
ALTER TABLE pets RENAME TO animals;
ALTER INDEX pets_pkey RENAME TO animals_pkey;
