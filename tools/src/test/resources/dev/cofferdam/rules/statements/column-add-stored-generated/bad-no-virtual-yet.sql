-- engine: postgresql:17
ALTER TABLE owners ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', name)) STORED;
