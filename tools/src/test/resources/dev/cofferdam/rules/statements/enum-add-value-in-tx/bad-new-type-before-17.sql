-- engine: postgresql:16
BEGIN;
CREATE TYPE visit_kind AS ENUM ('first');
ALTER TYPE visit_kind ADD VALUE 'urgent';
CREATE TABLE visits (id bigint PRIMARY KEY, kind visit_kind DEFAULT 'urgent');
COMMIT;
