-- deployed
CREATE TABLE jobs (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    object_id integer NOT NULL
);
CREATE INDEX jobs_object_id ON jobs (object_id);
-- change
ALTER TABLE jobs ALTER COLUMN object_id TYPE oid;
