CREATE TYPE address AS (street text, city text);
CREATE TABLE visits (id bigint PRIMARY KEY, kind text CHECK (kind IN ('first', 'repeated')));
