ALTER TABLE visits
    ALTER note TYPE text,
    ALTER COLUMN vet_id SET DATA TYPE bigint USING vet_id::bigint;
