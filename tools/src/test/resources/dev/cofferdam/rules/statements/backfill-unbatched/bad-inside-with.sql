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
WITH gone AS (DELETE FROM pets WHERE chip IS NOT NULL RETURNING *)
INSERT INTO owners (email, city) SELECT status, chip FROM gone;
WITH done AS (UPDATE pets SET status = 'seen' WHERE status = 'new' RETURNING id), told AS (SELECT 1)
SELECT count(*) FROM done;
