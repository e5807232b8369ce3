-- deployed
CREATE TYPE visit_kind AS ENUM ('first', 'repeated');
ALTER TYPE visit_kind ADD VALUE 'urgent';
-- change
ALTER TYPE visit_kind ADD VALUE IF NOT EXISTS 'urgent';
CREATE TYPE pet_kind AS ENUM ('cat');
ALTER TYPE pet_kind ADD VALUE 'dog';
