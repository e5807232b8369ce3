-- no transaction
-- deployed
CREATE TABLE legacy (code text, label text NOT NULL);
-- change
CREATE UNIQUE INDEX CONCURRENTLY legacy_code ON legacy (code);
ALTER TABLE legacy ADD CONSTRAINT legacy_pk PRIMARY KEY USING INDEX legacy_code;
