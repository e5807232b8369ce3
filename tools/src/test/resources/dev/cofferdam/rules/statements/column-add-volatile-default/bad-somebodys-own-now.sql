-- The built-in now() takes nothing; what this one does nobody knows.
-- deployed
CREATE TABLE orders (id bigint PRIMARY KEY);
-- change
ALTER TABLE orders ADD COLUMN placed_at timestamptz DEFAULT now('UTC');
