CREATE TABLE pets (id bigint PRIMARY KEY, name text, search text GENERATED ALWAYS AS (lower(name)) STORED);
ALTER TABLE pets ALTER COLUMN search SET EXPRESSION AS (upper(name));
ALTER TABLE pets ALTER COLUMN search DROP EXPRESSION;
