-- deployed
CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
CREATE TABLE visits (id bigint PRIMARY KEY, kind visit_kind);
CREATE TABLE labels (name text);
-- change
ALTER TYPE visit_kind ADD VALUE 'urgent';
ALTER TYPE visit_kind ADD VALUE 'late' AFTER 'urgent';
INSERT INTO labels (name) VALUES ('urgent'), ('late');
UPDATE visits SET kind = 'first' WHERE kind IS NULL;
