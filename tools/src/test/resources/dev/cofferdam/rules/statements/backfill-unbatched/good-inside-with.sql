-- deployed
CREATE TABLE owners (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL,
    telephone text,
    city varchar(80)
);
CREATE TABLE pets (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner_id bigint NOT NULL,
    chip text,
    status text NOT NULL DEFAULT 'new'
);
CREATE INDEX pets_owner_id ON pets (owner_id);
-- change
WITH gone AS (DELETE FROM pets WHERE id = 7 RETURNING *)
INSERT INTO owners (email, city) SELECT status, chip FROM gone;
WITH batch AS (DELETE FROM pets WHERE id IN (SELECT id FROM pets WHERE chip IS NULL LIMIT 1000) RETURNING owner_id)
SELECT count(*) FROM batch;
WITH one (id) AS (VALUES (1), (2))
INSERT INTO owners (email) SELECT 'a' FROM one;
