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
EXPLAIN ANALYZE DELETE FROM pets WHERE chip IS NOT NULL;
EXPLAIN (BUFFERS, ANALYZE on) WITH gone AS (DELETE FROM pets WHERE chip IS NOT NULL RETURNING id) SELECT count(*) FROM gone;
