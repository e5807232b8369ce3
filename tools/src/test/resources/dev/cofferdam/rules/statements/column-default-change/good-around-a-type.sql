-- deployed
CREATE TYPE status AS ENUM ('new', 'old');
CREATE TABLE owners (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new');
-- change
ALTER TABLE owners
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE status USING status::status,
    ALTER COLUMN status SET DEFAULT 'new';
