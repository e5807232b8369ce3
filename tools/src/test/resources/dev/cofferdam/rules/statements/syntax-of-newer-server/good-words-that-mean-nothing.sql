-- engine: postgresql:12
-- deployed
CREATE TABLE owners (id bigint PRIMARY KEY, telephone text, a int);
-- change
CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "nulls not distinct" text DEFAULT 'x not enforced',
    twice int GENERATED ALWAYS AS ((1 + 2) * 2) STORED, virtual int NOT NULL, half int CONSTRAINT filled NOT NULL DEFAULT 3);
CREATE FUNCTION g() RETURNS text LANGUAGE sql AS 'SELECT ''merge not enforced''';
