-- deployed
CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
-- change
ALTER TYPE visit_kind ADD VALUE 'urgent' BEFORE 'first';
