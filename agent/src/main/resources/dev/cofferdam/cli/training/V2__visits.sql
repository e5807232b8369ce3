-- One of each kind of statement that people check, so that what judges it is written down.
SET lock_timeout = '2s';
ALTER TABLE owners ADD COLUMN email text;
ALTER TABLE owners ADD COLUMN country varchar(2) NOT NULL DEFAULT 'nl';
ALTER TABLE owners ADD COLUMN token uuid DEFAULT gen_random_uuid();
ALTER TABLE owners ADD COLUMN whole text GENERATED ALWAYS AS (telephone || note) STORED;
ALTER TABLE owners ALTER COLUMN city_id TYPE integer;
ALTER TABLE owners ALTER COLUMN telephone TYPE varchar(40), ALTER COLUMN note SET DEFAULT 'none';
ALTER TABLE owners ALTER COLUMN note SET NOT NULL;
ALTER TABLE owners ADD CONSTRAINT note_there CHECK (note IS NOT NULL) NOT VALID;
ALTER TABLE owners VALIDATE CONSTRAINT note_there;
ALTER TABLE owners ADD CONSTRAINT one_note UNIQUE (note);
ALTER TABLE owners RENAME COLUMN note TO remark;
ALTER TABLE owners DROP COLUMN country;
ALTER TABLE owners DROP CONSTRAINT owners_city;
ALTER TABLE owners RENAME TO people;
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people USING (telephone = current_user);
CREATE TYPE mood AS ENUM ('glad', 'sad');
ALTER TYPE mood ADD VALUE 'calm' BEFORE 'sad';
CREATE TABLE visits (
    id serial,
    person_id bigint REFERENCES people (id) ON DELETE CASCADE,
    at timestamp DEFAULT now(),
    mood mood,
    cost numeric(10, 2) CHECK (cost > 0),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
ALTER TABLE visits DETACH PARTITION visits_2026;
CREATE UNIQUE INDEX people_token ON people (token) WHERE token IS NOT NULL;
CREATE INDEX CONCURRENTLY people_email ON people (lower(email));
DROP INDEX CONCURRENTLY people_email;
REINDEX TABLE people;
CREATE MATERIALIZED VIEW busy AS SELECT person_id, count(*) FROM visits GROUP BY person_id;
REFRESH MATERIALIZED VIEW busy;
CREATE SEQUENCE numbers;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
DO $$ BEGIN PERFORM 1; END $$;
INSERT INTO cities (title) SELECT DISTINCT email FROM people ON CONFLICT DO NOTHING;
UPDATE people SET email = lower(email);
DELETE FROM visits;
TRUNCATE visits;
LOCK TABLE people IN EXCLUSIVE MODE;
GRANT SELECT ON people TO public;
VACUUM FULL people;
DROP VIEW calls;
DROP TABLE visits CASCADE;
-- cofferdam: suppress table-drop because it is empty
DROP TABLE cities;
