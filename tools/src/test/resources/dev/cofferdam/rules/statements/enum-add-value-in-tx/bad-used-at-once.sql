-- deployed
CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
CREATE TABLE visits (id bigint PRIMARY KEY, kind visit_kind);
-- change
ALTER TYPE visit_kind ADD VALUE 'urgent' AFTER 'first';

UPDATE visits SET kind = 'urgent' WHERE id = 7;
