ALTER TABLE owners ADD COLUMN search text GENERATED ALWAYS AS (lower(name)) VIRTUAL;
ALTER TABLE owners ADD COLUMN shout text GENERATED ALWAYS AS (upper(name));
