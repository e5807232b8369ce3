-- deployed
CREATE TYPE mood AS ENUM ('glad', 'sad');
-- change
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('glad');
