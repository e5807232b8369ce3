-- change
CREATE TYPE mood AS ENUM ('glad', 'sad');
ALTER TYPE mood RENAME TO feeling;
