-- deployed
CREATE TYPE priority AS ENUM ('low', 'high');
-- change
ALTER TYPE priority ADD VALUE 'vet''s own';
